using System.Buffers.Binary;
using BtBattery.DBus.Tests.Support;

namespace BtBattery.DBus.Tests.Wire;

/// <summary>Each rule of the specification that a received message can break.</summary>
public sealed class InvalidMessageTests
{
    public static TheoryData<string, string, string> Bodies => new()
    {
        { "a boolean of 2", "b", "02000000" },
        { "padding that is not zero", "yi", "01 000100 00000000" },
        { "padding of an array that is not zero", "ax", "08000000 00000001 0000000000000000" },
        { "a string with NUL inside", "s", "03000000 610062 00" },
        { "a string without NUL at its end", "s", "01000000 61 01" },
        { "a string longer than the body", "s", "ff000000 61 00" },
        { "a string of 4 GiB", "s", "ffffffff 61 00" },
        { "UTF-8: a lone continuation byte", "s", "01000000 80 00" },
        { "UTF-8: overlong", "s", "02000000 c080 00" },
        { "UTF-8: a surrogate", "s", "03000000 eda080 00" },
        { "UTF-8: beyond U+10FFFF", "s", "04000000 f4908080 00" },
        { "a path without slash", "o", "01000000 61 00" },
        { "a path with a slash at its end", "o", "03000000 2f612f 00" },
        { "an unfinished signature", "g", "01 61 00" },
        { "an unknown type", "g", "01 7a 00" },
        { "a signature without NUL at its end", "g", "01 69 01" },
        { "a variant without type", "v", "00 00" },
        { "a variant of two types", "v", "02 6969 00 01000000 02000000" },
        { "a variant of a lone dictionary entry", "v", "04 7b73737d 00 0000" },
        { "an array that ends inside an element", "ai", "06000000 01000000 0000" },
        { "an array that ends inside a string", "as", "05000000 01000000 61 00" },
        { "an array longer than the body", "ai", "08000000 01000000" },
        { "an array above 64 MiB", "ay", "01000004" },
        { "a struct that is cut", "(ii)", "01000000" },
        { "a body longer than its signature", "y", "01 00" },
        { "a body without signature", "", "00" },
        { "no body for a signature", "i", "" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_body_that_breaks_a_rule_is_refused(string rule, string signature, string hex)
    {
        byte[] bytes = RawMessage.Call(false, signature, Hex.Bytes(hex));
        Assert.True(IsRefused(bytes), rule);
    }

    public static TheoryData<string, byte[]> Headers => new()
    {
        { "type 0", Build(0, Path, Member) },
        { "a call without path", Build(1, Member) },
        { "a call without member", Build(1, Path) },
        { "a signal without interface", Build(4, Path, Member) },
        { "an answer without reply serial", Build(2) },
        { "an error without name", Build(3, (5, 1u)) },
        { "an error without reply serial", Build(3, (4, "a.b")) },
        { "a reply serial of 0", Build(2, (5, 0u)) },
        { "field 0", Build(1, Path, Member, (0, "x")) },
        { "a field twice", Build(1, Path, Member, Member) },
        { "a path as string", Build(1, (1, "/a"), Member) },
        { "a member as path", Build(1, Path, (3, Variant.FromObjectPath("/a"))) },
        { "a bad member", Build(1, Path, (3, "a.b")) },
        { "a bad interface", Build(1, Path, Member, (2, "noDot")) },
        { "a bad destination", Build(1, Path, Member, (6, "noDot")) },
        { "a bad sender", Build(1, Path, Member, (7, ":")) },
        { "a bad error name", Build(3, (4, "no"), (5, 1u)) },
        { "the reserved path", Build(1, (1, Variant.FromObjectPath("/org/freedesktop/DBus/Local")), Member) },
        { "the reserved interface", Build(1, Path, Member, (2, "org.freedesktop.DBus.Local")) },
        { "serial 0", RawMessage.Build(false, 1, [Path, Member], [], serial: 0) },
        { "version 2", Changed(3, 2) },
        { "another byte order", Changed(0, (byte)'x') },
        { "a body length above the limit", Changed(7, 0x10) },
        { "a header length above the limit", Changed(15, 0x05) },
        { "a header length beyond the bytes", Changed(12, 0xf0) },
        { "padding behind the header", Changed(47, 1) },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public void A_header_that_breaks_a_rule_is_refused(string rule, byte[] bytes) => Assert.True(IsRefused(bytes), rule);

    [Fact]
    public void The_headers_above_are_refused_for_their_fault_alone() =>
        Assert.Equal("M", Message.Parse(Build(1, Path, Member)).Member);

    [Fact]
    public void A_message_cut_anywhere_is_refused()
    {
        byte[] whole = RawMessage.Call(true, "sa{sv}", RawMessage.Body(true, "text", Variant.FromVariantDictionary([new("k", 1.5)])));
        Assert.Equal("sa{sv}", Message.Parse(whole).Signature);
        for (int length = 0; length < whole.Length; length++) Assert.True(IsRefused(whole[..length]), $"{length} bytes");
        Assert.True(IsRefused([.. whole, 0]), "one byte more");
    }

    [Theory]
    [InlineData(64 * 1024 * 1024, false)]
    [InlineData((64 * 1024 * 1024) + 1, true)]
    public void An_array_ends_at_64_MiB(int length, bool isRefused)
    {
        byte[] body = new byte[4 + length];
        BinaryPrimitives.WriteInt32LittleEndian(body, length);
        Assert.Equal(isRefused, IsRefused(RawMessage.Call(false, "ay", body)));
    }

    [Fact]
    public void Containers_may_be_64_deep_and_not_deeper()
    {
        // Variants count: 64 of them around a byte are allowed, 65 are not.
        Assert.False(IsRefused(RawMessage.Call(false, "v", RawMessage.Body(false, Nested(64)))));
        Assert.True(IsRefused(RawMessage.Call(false, "v", RawMessage.Body(false, Nested(65)))));
        Message deepest = Message.Parse(RawMessage.Call(false, "v", RawMessage.Body(false, Nested(64))));
        Assert.Equal(Nested(64).AsVariant(), deepest.GetReader().ReadVariant());

        static Variant Nested(int depth)
        {
            Variant value = (byte)1;
            for (int i = 0; i < depth; i++) value = Variant.FromVariant(value);
            return value;
        }
    }

    private static (byte, Variant) Path => (1, Variant.FromObjectPath("/a"));

    private static (byte, Variant) Member => (3, "M");

    private static byte[] Build(byte type, params (byte, Variant)[] fields) => RawMessage.Build(false, type, fields, []);

    private static byte[] Changed(int index, byte value)
    {
        byte[] bytes = Build(1, Path, Member);
        bytes[index] = value;
        return bytes;
    }

    private static bool IsRefused(byte[] bytes)
    {
        try
        {
            Message.Parse(bytes);
            return false;
        }
        catch (DBusProtocolException)
        {
            return true;
        }
    }
}
