using BtBattery.DBus.Tests.Support;

namespace BtBattery.DBus.Tests.Wire;

public sealed class MessageReaderTests
{
    private delegate void Use(ref MessageReader reader);

    [Fact]
    public void Every_type_is_read_by_its_method()
    {
        Message message = Received(
            true, (byte)1, true, (short)-2, (ushort)3, -4, 5u, -6L, 7ul, 8.5, "nine", Variant.FromObjectPath("/ten"), Variant.FromSignature("ai"));
        MessageReader reader = message.GetReader();
        Assert.Equal(1, reader.ReadByte());
        Assert.True(reader.ReadBoolean());
        Assert.Equal(-2, reader.ReadInt16());
        Assert.Equal(3, reader.ReadUInt16());
        Assert.Equal(-4, reader.ReadInt32());
        Assert.Equal(5u, reader.ReadUInt32());
        Assert.Equal(-6L, reader.ReadInt64());
        Assert.Equal(7ul, reader.ReadUInt64());
        Assert.Equal(8.5, reader.ReadDouble());
        Assert.Equal(DBusType.String, reader.NextType);
        Assert.Equal("nine", reader.ReadString());
        Assert.Equal("/ten", reader.ReadObjectPath());
        Assert.Equal("ai", reader.ReadSignature());
        Assert.Equal(DBusType.Invalid, reader.NextType);
    }

    [Fact]
    public void Arrays_of_simple_types_have_short_ways()
    {
        Message message = Received(
            false,
            Variant.FromByteArray([1, 2]),
            Variant.FromByteArray([]),
            Variant.FromStringArray(["a", "b"]),
            Variant.FromArray("o", [Variant.FromObjectPath("/a")]),
            "é");
        MessageReader reader = message.GetReader();
        Assert.Equal([1, 2], reader.ReadByteArray());
        Assert.True(reader.ReadByteSpan().IsEmpty);
        Assert.Equal(["a", "b"], reader.ReadStringArray());
        Assert.Equal(["/a"], reader.ReadObjectPathArray());
        Assert.Equal("é"u8.ToArray(), reader.ReadStringBytes().ToArray());
    }

    [Fact]
    public void Nested_dictionaries_are_read_in_wire_order()
    {
        Variant items = Variant.FromDictionary(
            "s",
            "a{sv}",
            [
                new("/Dc/0/Voltage", Variant.FromVariantDictionary([new("Value", 52.8), new("Text", "52.80V")])),
                new("/Soc", Variant.FromVariantDictionary([])),
                new("/Dc/0/Current", Variant.FromVariantDictionary([new("Value", Variant.FromArray("i", []))])),
            ]);
        foreach (bool isBigEndian in new[] { false, true })
        {
            var seen = new List<string>();
            MessageReader reader = Received(isBigEndian, items, (byte)42).GetReader();
            ArrayEnd paths = reader.ReadArrayStart(DBusType.DictEntry);
            while (reader.HasNext(paths))
            {
                reader.AlignStruct();
                seen.Add(reader.ReadString());
                ArrayEnd entries = reader.ReadArrayStart(DBusType.DictEntry);
                while (reader.HasNext(entries))
                {
                    reader.AlignStruct();
                    seen.Add($"{reader.ReadString()}={reader.ReadVariant()}");
                }
            }

            Assert.Equal(["/Dc/0/Voltage", "Value=52.8", "Text=\"52.80V\"", "/Soc", "/Dc/0/Current", "Value=[]"], seen);
            Assert.Equal(42, reader.ReadByte());
        }
    }

    [Fact]
    public void The_content_of_variants_can_be_read_by_hand()
    {
        Variant inner = Variant.FromStruct("x", Variant.FromVariant(Variant.FromArray("i", [1, 2])), (byte)3);
        MessageReader reader = Received(true, Variant.FromArray("v", [Variant.FromVariant(inner), Variant.FromVariant(7)]), "end").GetReader();

        ArrayEnd variants = reader.ReadArrayStart(DBusType.Variant);
        Assert.True(reader.HasNext(variants));
        Assert.Equal("(svy)", reader.ReadVariantSignature());
        reader.AlignStruct();
        Assert.Equal("x", reader.ReadString());
        Assert.Equal("ai", reader.ReadVariantSignature());
        ArrayEnd numbers = reader.ReadArrayStart(DBusType.Int32);
        Assert.True(reader.HasNext(numbers));
        Assert.Equal(1, reader.ReadInt32());
        Assert.True(reader.HasNext(numbers));
        Assert.Equal(2, reader.ReadInt32());
        Assert.False(reader.HasNext(numbers));
        Assert.Equal(3, reader.ReadByte());
        Assert.True(reader.HasNext(variants));
        Assert.Equal("i", reader.ReadVariantSignature());
        Assert.Equal(7, reader.ReadInt32());
        Assert.False(reader.HasNext(variants));
        Assert.Equal("end", reader.ReadString());
    }

    [Fact]
    public void Many_containers_beside_each_other_are_not_deep()
    {
        Variant item = Variant.FromStruct(Variant.FromStringArray(["x"]), Variant.FromVariant(Variant.FromArray("i", [2])));
        MessageReader reader = Received(false, Variant.FromArray("(asv)", [.. Enumerable.Repeat(item, 200)]), "end").GetReader();
        ArrayEnd items = reader.ReadArrayStart(DBusType.Struct);
        while (reader.HasNext(items))
        {
            reader.AlignStruct();
            Assert.Equal(["x"], reader.ReadStringArray());
            reader.ReadVariantSignature();
            ArrayEnd numbers = reader.ReadArrayStart(DBusType.Int32);
            while (reader.HasNext(numbers)) Assert.Equal(2, reader.ReadInt32());
        }

        Assert.Equal("end", reader.ReadString());
    }

    [Fact]
    public void A_copy_of_a_reader_looks_ahead_without_moving_it()
    {
        MessageReader reader = Received(false, Variant.FromVariant(Variant.FromStruct(1, 2)), "end").GetReader();
        reader.ReadVariantSignature();
        reader.AlignStruct();
        MessageReader ahead = reader;
        ahead.ReadInt32();
        ahead.ReadInt32();
        Assert.Equal("end", ahead.ReadString());
        Assert.Equal(1, reader.ReadInt32());
        Assert.Equal(2, reader.ReadInt32());
        Assert.Equal("end", reader.ReadString());
    }

    [Fact]
    public void Any_value_can_be_skipped()
    {
        Variant dictionary = Variant.FromDictionary("u", "as", [new(1u, Variant.FromStringArray(["a"]))]);
        MessageReader reader = Received(true, dictionary, Variant.FromStruct((byte)1, 2.5), Variant.FromVariant("x"), 4).GetReader();
        reader.Skip();
        reader.Skip();
        reader.Skip();
        Assert.Equal(4, reader.ReadInt32());
    }

    [Fact]
    public void A_key_that_comes_twice_keeps_its_last_value()
    {
        MessageReader reader = Received(false, Variant.FromVariantDictionary([new("k", 1), new("k", 2), new("l", 3)])).GetReader();
        Dictionary<string, Variant> values = reader.ReadVariantDictionary();
        Assert.Equal(2, values["k"].AsInt32());
        Assert.Equal(2, values.Count);
    }

    [Fact]
    public void Every_wrong_step_is_a_protocol_exception()
    {
        Refuses([5], (ref MessageReader reader) => reader.ReadUInt32());
        Refuses([5], (ref MessageReader reader) => reader.ReadString());
        Refuses(["x"], (ref MessageReader reader) => reader.ReadObjectPath());
        Refuses(["x"], (ref MessageReader reader) => reader.ReadVariant());
        Refuses([], (ref MessageReader reader) => reader.ReadByte());
        Refuses([], (ref MessageReader reader) => reader.Skip());
        Refuses([], (ref MessageReader reader) => reader.ReadValue());
        Refuses([5], (ref MessageReader reader) => reader.AlignStruct());
        Refuses([5], (ref MessageReader reader) => reader.ReadArrayStart(DBusType.Int32));
        Refuses([Variant.FromStringArray(["a"])], (ref MessageReader reader) => reader.ReadByteArray());
        Refuses([Variant.FromStringArray(["a"])], (ref MessageReader reader) => reader.ReadArrayStart(DBusType.Int32));
        Refuses([Variant.FromStruct(1, 2)], (ref MessageReader reader) => reader.ReadInt32());
        Refuses([5, 6], (ref MessageReader reader) =>
        {
            reader.ReadInt32();
            reader.ReadInt32();
            reader.ReadInt32();
        });
        Refuses([Variant.FromArray("(ii)", [Variant.FromStruct(1, 2)])], (ref MessageReader reader) =>
        {
            ArrayEnd end = reader.ReadArrayStart(DBusType.Struct);
            reader.HasNext(end);
            reader.AlignStruct();
            reader.ReadInt32();
            reader.HasNext(end); // The second field is not read.
        });
        Refuses([Variant.FromArray("v", [Variant.FromVariant(Variant.FromStruct(1, 2))])], (ref MessageReader reader) =>
        {
            ArrayEnd end = reader.ReadArrayStart(DBusType.Variant);
            reader.HasNext(end);
            reader.ReadVariantSignature();
            reader.HasNext(end); // The content of the variant is not read.
        });
        Refuses([Variant.FromArray("i", []), 5], (ref MessageReader reader) =>
        {
            reader.ReadArrayStart(DBusType.Int32);
            reader.ReadInt32(); // There is no element, and the array was not left with HasNext.
        });
    }

    private static Message Received(bool isBigEndian, params Variant[] values) =>
        Message.Parse(RawMessage.Call(isBigEndian, Writers.SignatureOf(values), RawMessage.Body(isBigEndian, values)));

    private static void Refuses(Variant[] values, Use use)
    {
        Message message = Received(false, values);
        Assert.Throws<DBusProtocolException>(() =>
        {
            MessageReader reader = message.GetReader();
            use(ref reader);
        });
    }
}
