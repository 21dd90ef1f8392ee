namespace BtBattery.DBus.Tests.Wire;

public sealed class NameTests
{
    private static readonly string TooLong = "a." + new string('b', 254);
    private static readonly string Longest = "a." + new string('b', 253);

    [Theory]
    [InlineData("/", true)]
    [InlineData("/a", true)]
    [InlineData("/org/bluez/hci0/dev_C0_FF_EE", true)]
    [InlineData("/0/1", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("a", false)]
    [InlineData("/a/", false)]
    [InlineData("//", false)]
    [InlineData("/a//b", false)]
    [InlineData("/a-b", false)]
    [InlineData("/a.b", false)]
    [InlineData("/é", false)]
    public void Object_paths(string? path, bool isValid) => Assert.Equal(isValid, ObjectPath.IsValid(path));

    [Theory]
    [InlineData("a.b", true)]
    [InlineData("com.victronenergy.BusItem", true)]
    [InlineData("_a._1", true)]
    [InlineData("a", false)]
    [InlineData("a.1b", false)]
    [InlineData("a-b.c", false)]
    [InlineData(".a.b", false)]
    [InlineData("a..b", false)]
    [InlineData("a.b.", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Interface_names(string? name, bool isValid) => Assert.Equal(isValid, InterfaceName.IsValid(name));

    [Theory]
    [InlineData("GetValue", true)]
    [InlineData("_1", true)]
    [InlineData("1a", false)]
    [InlineData("a.b", false)]
    [InlineData("a-b", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Member_names(string? name, bool isValid) => Assert.Equal(isValid, MemberName.IsValid(name));

    [Theory]
    [InlineData(":1.42", true)]
    [InlineData(":1.a-b", true)]
    [InlineData("com.victronenergy.battery.btbattery_c0ffee", true)]
    [InlineData("a-b.c", true)]
    [InlineData("com.7zip", false)]
    [InlineData(":1", false)]
    [InlineData(":", false)]
    [InlineData("a", false)]
    [InlineData("a..b", false)]
    [InlineData("a.b:c", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Bus_names(string? name, bool isValid) => Assert.Equal(isValid, BusName.IsValid(name));

    [Fact]
    public void Names_end_at_255_characters()
    {
        Assert.True(InterfaceName.IsValid(Longest) && BusName.IsValid(Longest) && MemberName.IsValid(Longest[2..]));
        Assert.False(InterfaceName.IsValid(TooLong) || BusName.IsValid(TooLong) || MemberName.IsValid(new string('b', 256)));
        Assert.True(BusName.IsNamespace("com"));
        Assert.False(BusName.IsNamespace(":1.2"));
    }

    [Theory]
    [InlineData("/", null)]
    [InlineData("/a", "/")]
    [InlineData("/a/b", "/a")]
    public void The_parent_of_a_path(string path, string? parent) => Assert.Equal(parent, ObjectPath.Parent(path));

    [Theory]
    [InlineData("/a/b", "/a", true)]
    [InlineData("/a", "/", true)]
    [InlineData("/a", "/a", false)]
    [InlineData("/ab", "/a", false)]
    [InlineData("/", "/", false)]
    [InlineData("/", "/a", false)]
    public void Below(string path, string root, bool isBelow) => Assert.Equal(isBelow, ObjectPath.IsBelow(path, root));
}
