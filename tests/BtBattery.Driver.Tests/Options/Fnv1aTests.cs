using System.Text;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Tests.Options;

public sealed class Fnv1aTests
{
    /// <summary>Vectors that the authors of the hash publish, isthe.com/chongo/tech/comp/fnv.</summary>
    [Theory]
    [InlineData("", 0xcbf29ce484222325)]
    [InlineData("a", 0xaf63dc4c8601ec8c)]
    [InlineData("foobar", 0x85944171f73967e8)]
    public void It_is_the_published_hash(string text, ulong hash) => Assert.Equal(hash, Fnv1a.Of(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void A_short_name_is_eight_digits_of_both_halves()
    {
        Assert.Equal("4fd0bfc1", Fnv1a.ShortNameOf(""));
        Assert.Equal("433913bf", Fnv1a.ShortNameOf("a4c138000001,a4c138000002"));
    }
}
