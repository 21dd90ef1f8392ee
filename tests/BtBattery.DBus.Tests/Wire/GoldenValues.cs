namespace BtBattery.DBus.Tests.Wire;

/// <summary>
/// Values with their bytes, worked out by hand from the D-Bus specification, section "Marshaling (Wire Format)": alignment from
/// "Summary of D-Bus marshaling", the order of bytes from "Message Format". A byte stands before most values, to make padding visible.
/// </summary>
public sealed class GoldenValues : TheoryData<string, Variant[], string, string>
{
    public GoldenValues()
    {
        Add("y", [(byte)0x2a], "2a", "2a");
        Add("b", [(byte)1, true, false], "01 000000 01000000 00000000", "01 000000 00000001 00000000");
        Add("n", [(byte)1, (short)-2], "01 00 feff", "01 00 fffe");
        Add("q", [(byte)1, (ushort)0x1234], "01 00 3412", "01 00 1234");
        Add("i", [(byte)1, -2], "01 000000 feffffff", "01 000000 fffffffe");
        Add("u", [(byte)1, 0x12345678u], "01 000000 78563412", "01 000000 12345678");
        Add("x", [(byte)1, -2L], "01 00000000000000 feffffffffffffff", "01 00000000000000 fffffffffffffffe");
        Add("t", [(byte)1, 0x123456789abcdef0ul], "01 00000000000000 f0debc9a78563412", "01 00000000000000 123456789abcdef0");
        Add("d", [(byte)1, 1.5], "01 00000000000000 000000000000f83f", "01 00000000000000 3ff8000000000000");
        Add("s", [(byte)1, "foo"], "01 000000 03000000 666f6f 00", "01 000000 00000003 666f6f 00");
        Add("s empty", [""], "00000000 00", "00000000 00");
        Add("s not ASCII", ["é€"], "05000000 c3a9 e282ac 00", "00000005 c3a9 e282ac 00");
        Add("o", [Variant.FromObjectPath("/a")], "02000000 2f61 00", "00000002 2f61 00");
        Add("g", [Variant.FromSignature("ai")], "02 6169 00", "02 6169 00");
        Add("g empty", [Variant.FromSignature("")], "00 00", "00 00");
        Add("ay", [Variant.FromByteArray([1, 2, 3])], "03000000 010203", "00000003 010203");
        Add("ai", [Variant.FromArray("i", [1, 2])], "08000000 01000000 02000000", "00000008 00000001 00000002");

        // The padding before the first element is there also if there is none, and never counts.
        Add("ax empty", [Variant.FromArray("x", []), (byte)7], "00000000 00000000 07", "00000000 00000000 07");
        Add("ax", [Variant.FromArray("x", [1L])], "08000000 00000000 0100000000000000", "00000008 00000000 0000000000000001");
        Add("as", [Variant.FromStringArray(["a", "b"])], "0e000000 01000000 6100 0000 01000000 6200", "0000000e 00000001 6100 0000 00000001 6200");
        Add(
            "aai",
            [Variant.FromArray("ai", [Variant.FromArray("i", [1]), Variant.FromArray("i", [])])],
            "0c000000 04000000 01000000 00000000",
            "0000000c 00000004 00000001 00000000");
        Add("(yi)", [Variant.FromStruct((byte)1, 2)], "01 000000 02000000", "01 000000 00000002");
        Add("y(y)", [(byte)1, Variant.FromStruct((byte)2)], "01 00000000000000 02", "01 00000000000000 02");
        Add(
            "a(yy)",
            [Variant.FromArray("(yy)", [Variant.FromStruct((byte)1, (byte)2), Variant.FromStruct((byte)3, (byte)4)])],
            "0a000000 00000000 0102 000000000000 0304",
            "0000000a 00000000 0102 000000000000 0304");
        Add("v(s)", [Variant.FromVariant("x")], "01 73 00 00 01000000 7800", "01 73 00 00 00000001 7800");
        Add("v(v(b))", [Variant.FromVariant(Variant.FromVariant(true))], "01 76 00 01 62 00 0000 01000000", "01 76 00 01 62 00 0000 00000001");
        Add(
            "a{sv}",
            [Variant.FromVariantDictionary([new("a", 5)])],
            "10000000 00000000 01000000 6100 01 69 00 000000 05000000",
            "00000010 00000000 00000001 6100 01 69 00 000000 00000005");
        Add(
            "a{yq}",
            [Variant.FromDictionary("y", "q", [new((byte)1, (ushort)2)])],
            "04000000 00000000 01 00 0200",
            "00000004 00000000 01 00 0002");
    }
}
