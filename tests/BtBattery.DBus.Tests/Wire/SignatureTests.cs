namespace BtBattery.DBus.Tests.Wire;

public sealed class SignatureTests
{
    [Theory]
    [InlineData("")]
    [InlineData("y")]
    [InlineData("ybnqiuxtdsogvh")]
    [InlineData("a{sv}")]
    [InlineData("a{oa{sa{sv}}}")]
    [InlineData("(i(s)av)aai")]
    public void Valid(string signature) => Assert.True(DBusSignature.IsValid(signature));

    [Theory]
    [InlineData("a")]
    [InlineData("()")]
    [InlineData("(i")]
    [InlineData("i)")]
    [InlineData("{sv}")]
    [InlineData("a{sv")]
    [InlineData("a{s}")]
    [InlineData("a{svs}")]
    [InlineData("a{vs}")]
    [InlineData("a{(i)s}")]
    [InlineData("a{}")]
    [InlineData("r")]
    [InlineData("e")]
    [InlineData("m")]
    [InlineData("z")]
    [InlineData("i i")]
    [InlineData("(i}")]
    [InlineData("a{sv)")]
    [InlineData(null)]
    public void Invalid(string? signature) => Assert.False(DBusSignature.IsValid(signature));

    [Theory]
    [InlineData("i", true)]
    [InlineData("a{sv}", true)]
    [InlineData("(ii)", true)]
    [InlineData("", false)]
    [InlineData("ii", false)]
    [InlineData("{sv}", false)]
    public void A_single_type_is_recognised(string signature, bool isSingle) =>
        Assert.Equal(isSingle, DBusSignature.IsSingleType(signature));

    [Fact]
    public void The_length_ends_at_255()
    {
        Assert.True(DBusSignature.IsValid(new string('i', 255)));
        Assert.False(DBusSignature.IsValid(new string('i', 256)));
    }

    [Fact]
    public void Arrays_end_at_depth_32()
    {
        Assert.True(DBusSignature.IsValid(new string('a', 32) + "i"));
        Assert.False(DBusSignature.IsValid(new string('a', 33) + "i"));
    }

    [Fact]
    public void Structs_end_at_depth_32()
    {
        Assert.True(DBusSignature.IsValid(Structs(32)));
        Assert.False(DBusSignature.IsValid(Structs(33)));
        Assert.True(DBusSignature.IsValid(new string('a', 32) + Structs(32)));

        static string Structs(int depth) => new string('(', depth) + "i" + new string(')', depth);
    }

    [Fact]
    public void All_containers_together_end_at_depth_64()
    {
        Assert.True(DBusSignature.IsValid(Dictionaries(32, "i")));
        Assert.False(DBusSignature.IsValid(Dictionaries(32, "(i)")));

        static string Dictionaries(int depth, string inner) =>
            string.Concat(Enumerable.Repeat("a{y", depth)) + inner + new string('}', depth);
    }
}
