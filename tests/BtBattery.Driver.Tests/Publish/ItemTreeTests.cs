using BtBattery.Driver.Publish;
using BtBattery.Driver.Publish.Surfaces;

namespace BtBattery.Driver.Tests.Publish;

public sealed class ItemTreeTests
{
    [Fact]
    public void Branches_know_their_children_and_what_is_below()
    {
        var tree = new ItemTree(
        [
            Row("/Dc/0/Voltage"),
            Row("/Dc/0/Current"),
            Row("/Soc"),
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
        Assert.Throws<ArgumentException>(() => new ItemTree([Row("/Dc"), Row("/Dc/0")]));

    [Fact]
    public void A_path_stands_once() =>
        Assert.Throws<ArgumentException>(() => new ItemTree([Row("/Dc"), Row("/Dc")]));

    [Fact]
    public void Only_real_changes_are_reported()
    {
        var tree = new ItemTree([PublisherTests.SocRow]);

        Assert.Single(tree.Update(PublisherTests.CreateTurn(55.04)));
        Assert.Empty(tree.Update(PublisherTests.CreateTurn(54.96)));
        Assert.Single(tree.Update(PublisherTests.CreateTurn(55.06)));
    }

    private static SurfaceRow Row(string path) =>
        new SurfacePath(path, ValueForm.Count, 0, Freshness.Fact, "").Service(_ => 1).RowsIn(PathScope.Bank, plan: null, battery: 0).Single();
}
