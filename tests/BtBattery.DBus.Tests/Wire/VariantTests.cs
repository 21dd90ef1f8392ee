namespace BtBattery.DBus.Tests.Wire;

public sealed class VariantTests
{
    [Fact]
    public void The_default_value_holds_nothing()
    {
        Variant nothing = default;
        Assert.False(nothing.HasValue);
        Assert.Equal("", nothing.Signature);
        Assert.Equal(DBusType.Invalid, nothing.Type);
        Assert.Equal("nothing", nothing.ToString());
        Assert.False(nothing.TryGetNumber(out _));
        Assert.Equal(nothing, default);
        Assert.Throws<DBusProtocolException>(() => nothing.AsInt32());
        Assert.Throws<ArgumentException>(() => Variant.FromVariant(default));
        Assert.Throws<ArgumentException>(() => Variant.FromStruct(1, default));
    }

    [Fact]
    public void Each_type_is_given_back_and_no_other()
    {
        Assert.Equal(255, ((Variant)(byte)255).AsByte());
        Assert.Equal(short.MinValue, ((Variant)short.MinValue).AsInt16());
        Assert.Equal(ushort.MaxValue, ((Variant)ushort.MaxValue).AsUInt16());
        Assert.Equal(int.MinValue, ((Variant)int.MinValue).AsInt32());
        Assert.Equal(uint.MaxValue, ((Variant)uint.MaxValue).AsUInt32());
        Assert.Equal(long.MinValue, ((Variant)long.MinValue).AsInt64());
        Assert.Equal(ulong.MaxValue, ((Variant)ulong.MaxValue).AsUInt64());
        Assert.Equal(-1.5, ((Variant)(-1.5)).AsDouble());
        Assert.True(((Variant)true).AsBoolean());
        Assert.Equal("x", ((Variant)"x").AsString());
        Assert.Equal("/x", Variant.FromObjectPath("/x").AsObjectPath());
        Assert.Equal("ii", Variant.FromSignature("ii").AsSignature());
        Assert.Equal([1, 2], Variant.FromByteArray([1, 2]).AsByteArray());
        Assert.Equal(["a"], Variant.FromStringArray(["a"]).AsStringArray());
        Assert.Throws<DBusProtocolException>(() => ((Variant)1).AsUInt32());
        Assert.Throws<DBusProtocolException>(() => ((Variant)"x").AsObjectPath());
        Assert.Throws<DBusProtocolException>(() => ((Variant)1).Items);
        Assert.Throws<DBusProtocolException>(() => Variant.FromArray("i", []).Entries);
        Assert.Throws<DBusProtocolException>(() => Variant.FromVariantDictionary([]).Items);
    }

    [Fact]
    public void A_try_says_whether_the_type_fits()
    {
        Assert.True(((Variant)5).TryGetInt32(out int i) && i == 5);
        Assert.False(((Variant)5u).TryGetInt32(out i) || i != 0);
        Assert.True(((Variant)5u).TryGetUInt32(out uint u) && u == 5);
        Assert.True(((Variant)true).TryGetBoolean(out bool b) && b);
        Assert.False(((Variant)1).TryGetBoolean(out b) || b);
        Assert.True(((Variant)1.5).TryGetDouble(out double d) && d == 1.5);
        Assert.True(((Variant)"x").TryGetString(out string? s) && s == "x");
        Assert.False(Variant.FromObjectPath("/x").TryGetString(out s) || s is not null);
        Assert.True(Variant.FromObjectPath("/x").TryGetObjectPath(out s) && s == "/x");
        Assert.True(Variant.FromByteArray([7]).TryGetByteArray(out byte[]? bytes) && bytes[0] == 7);
        Assert.False(((Variant)"x").TryGetByteArray(out bytes) || bytes is not null);
    }

    [Fact]
    public void Numbers_of_every_type_are_numbers()
    {
        Variant[] fives = [(byte)5, (short)5, (ushort)5, 5, 5u, 5L, 5ul, 5.0];
        Assert.All(fives, five => Assert.True(five.TryGetNumber(out double value) && value == 5));
        Assert.All(fives[..^1], five => Assert.True(five.TryGetInteger(out long value) && value == 5));
        Assert.True(((Variant)(-7)).TryGetNumber(out double minus) && minus == -7);
        Assert.True(((Variant)(short)-7).TryGetInteger(out long minusInteger) && minusInteger == -7);
        Assert.False(((Variant)"5").TryGetNumber(out _));
        Assert.False(((Variant)true).TryGetNumber(out _));
        Assert.False(((Variant)5.0).TryGetInteger(out _));
        Assert.False(((Variant)ulong.MaxValue).TryGetInteger(out _));
    }

    [Fact]
    public void Equality_compares_type_and_content()
    {
        Assert.Equal((Variant)1, (Variant)1);
        Assert.NotEqual((Variant)1, (Variant)1u);
        Assert.NotEqual((Variant)"/a", Variant.FromObjectPath("/a"));
        Assert.Equal((Variant)double.NaN, (Variant)double.NaN);
        Assert.Equal((Variant)0.0, (Variant)(-0.0));
        Assert.Equal(((Variant)0.0).GetHashCode(), ((Variant)(-0.0)).GetHashCode());
        Assert.Equal(Variant.FromByteArray([1]), Variant.FromArray("y", [(byte)1]));
        Assert.NotEqual(Variant.FromByteArray([1]), Variant.FromByteArray([2]));
        Assert.Equal(Variant.FromStruct(1, "a"), Variant.FromStruct(1, "a"));
        Assert.NotEqual(Variant.FromStruct(1, "a"), Variant.FromStruct(1, "b"));
        Variant dictionary = Variant.FromVariantDictionary([new("a", 1)]);
        Assert.Equal(dictionary, Variant.FromVariantDictionary([new("a", 1)]));
        Assert.NotEqual(dictionary, Variant.FromVariantDictionary([new("a", 2)]));
        Assert.NotEqual(dictionary, Variant.FromVariantDictionary([]));
        Assert.Equal(dictionary.GetHashCode(), Variant.FromVariantDictionary([new("a", 1)]).GetHashCode());
        Assert.True(dictionary != default(Variant) && dictionary == Variant.FromVariantDictionary([new("a", 1)]));
    }

    [Fact]
    public void Containers_take_only_what_fits()
    {
        Assert.Throws<ArgumentException>(() => Variant.FromArray("i", [1, 2u]));
        Assert.Throws<ArgumentException>(() => Variant.FromArray("y", [1]));
        Assert.Throws<ArgumentException>(() => Variant.FromArray("ii", []));
        Assert.Throws<ArgumentException>(() => Variant.FromArray("", []));
        Assert.Throws<ArgumentException>(() => Variant.FromDictionary("v", "i", []));
        Assert.Throws<ArgumentException>(() => Variant.FromDictionary("s", "i", [new("a", "b")]));
        Assert.Throws<ArgumentException>(() => Variant.FromStruct());
        Assert.Throws<ArgumentException>(() => Variant.FromObjectPath("x"));
        Assert.Throws<ArgumentException>(() => Variant.FromSignature("("));
    }

    [Fact]
    public void What_was_given_can_be_changed_without_changing_the_value()
    {
        byte[] bytes = [1];
        Variant[] items = [1];
        Variant array = Variant.FromByteArray(bytes);
        Variant list = Variant.FromArray("i", items);
        bytes[0] = 2;
        items[0] = 2;
        array.AsByteArray()[0] = 3;
        Assert.Equal([1], array.AsByteArray());
        Assert.Equal(1, list.Items[0].AsInt32());
        Assert.Equal((byte)1, array.Items[0].AsByte());
    }

    [Fact]
    public void The_text_is_readable()
    {
        Variant value = Variant.FromStruct(
            1.5, "a", true, Variant.FromArray("i", [-1, 2]), Variant.FromVariantDictionary([new("k", (byte)3)]), Variant.FromByteArray([9]));
        Assert.Equal("(1.5, \"a\", true, [-1, 2], {\"k\": <3>}, [9])", value.ToString());
    }
}
