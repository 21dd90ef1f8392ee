using BtBattery.Driver.Publish;

namespace BtBattery.Driver.Tests.Publish;

public sealed class ItemTreeTests
{
    [Fact]
    public void Branches_know_their_children_and_what_is_below()
    {
        var tree = new ItemTree(
        [
            SurfaceRow<BankTurn>.Fact("/Dc/0/Voltage", _ => 1),
            SurfaceRow<BankTurn>.Fact("/Dc/0/Current", _ => 2),
            SurfaceRow<BankTurn>.Fact("/Soc", _ => 3),
        ]);

        Assert.Equal(["Dc", "Soc"], tree.ChildrenOf("/"));
        Assert.Equal(["0"], tree.ChildrenOf("/Dc"));
        Assert.Equal(["Current", "Voltage"], tree.ChildrenOf("/Dc/0"));
        Assert.Null(tree.ChildrenOf("/Soc"));
        Assert.Null(tree.ChildrenOf("/D"));
        Assert.Equal(["Voltage", "Current"], tree.Below("/Dc/0").Select(below => below.RelativePath));
        Assert.Equal(["Dc/0/Voltage", "Dc/0/Current", "Soc"], tree.Below("/").Select(below => below.RelativePath));
    }

    [Fact]
    public void A_path_cannot_be_leaf_and_branch() =>
        Assert.Throws<ArgumentException>(() => new ItemTree([SurfaceRow<BankTurn>.Fact("/Dc", _ => 1), SurfaceRow<BankTurn>.Fact("/Dc/0", _ => 1)]));

    [Fact]
    public void A_path_stands_once() =>
        Assert.Throws<ArgumentException>(() => new ItemTree([SurfaceRow<BankTurn>.Fact("/Dc", _ => 1), SurfaceRow<BankTurn>.Fact("/Dc", _ => 1)]));

    [Fact]
    public void Only_real_changes_are_reported()
    {
        var tree = new ItemTree([PublisherTests.SocRow]);

        Assert.Single(tree.Update(PublisherTests.CreateTurn(55.04)));
        Assert.Empty(tree.Update(PublisherTests.CreateTurn(54.96)));
        Assert.Single(tree.Update(PublisherTests.CreateTurn(55.06)));
    }
}
