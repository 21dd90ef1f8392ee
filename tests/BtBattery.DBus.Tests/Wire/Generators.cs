using FsCheck;
using FsCheck.Fluent;

namespace BtBattery.DBus.Tests.Wire;

/// <summary>Random values of random types.</summary>
internal static class Generators
{
    private const string BasicTypes = "ybnqiuxtdsog";

    internal static readonly Gen<string> Text = Gen.Elements("a", "Z", "é", "€", "😀", "\n", " ", "\u0001", "\uFFFF", "/", "'")
        .ListOf().Select(string.Concat);

    internal static readonly Gen<string> Path = Gen.Elements("a", "Dc", "_1", "0").ListOf().Select(parts => "/" + string.Join('/', parts));

    /// <summary>One complete type.</summary>
    internal static readonly Gen<string> Type = TypeOfDepth(4);

    /// <summary>A short list of values, as a message has them.</summary>
    internal static readonly Gen<Variant[]> Values =
        from count in Gen.Choose(0, 4)
        from values in Gen.ArrayOf(Type.SelectMany(ValueOf), count)
        select values;

    /// <summary>A value of the type.</summary>
    internal static Gen<Variant> ValueOf(string type) => type[0] switch
    {
        'y' => Gen.Choose(0, 255).Select(n => (Variant)(byte)n),
        'b' => Gen.Elements(true, false).Select(b => (Variant)b),
        'n' => Bits.Select(n => (Variant)unchecked((short)n)),
        'q' => Bits.Select(n => (Variant)unchecked((ushort)n)),
        'i' => Bits.Select(n => (Variant)unchecked((int)n)),
        'u' => Bits.Select(n => (Variant)unchecked((uint)n)),
        'x' => Bits.Select(n => (Variant)n),
        't' => Bits.Select(n => (Variant)unchecked((ulong)n)),
        'd' => Gen.OneOf(Bits.Select(BitConverter.Int64BitsToDouble), Gen.Elements(0.0, -0.0, double.NaN, 52.8)).Select(d => (Variant)d),
        's' => Text.Select(s => (Variant)s),
        'o' => Path.Select(Variant.FromObjectPath),
        'g' => Type.Select(Variant.FromSignature),
        'v' => TypeOfDepth(1).SelectMany(ValueOf).Select(Variant.FromVariant),
        '(' => Fields(type).Select(fields => Variant.FromStruct(fields)),
        _ when type[1] == '{' => Dictionary(type),
        _ => ValueOf(type[1..]).ListOf().Resize(4).Select(items => Variant.FromArray(type[1..], items)),
    };

    private static Gen<long> Bits => Gen.OneOf(
        Gen.Elements(0L, 1L, -1L, long.MaxValue, long.MinValue),
        from high in Gen.Choose(int.MinValue, int.MaxValue)
        from low in Gen.Choose(int.MinValue, int.MaxValue)
        select unchecked(((long)high << 32) ^ low));

    private static Gen<string> TypeOfDepth(int depth)
    {
        Gen<string> basic = Gen.Elements(BasicTypes.ToCharArray()).Select(c => c.ToString());
        if (depth == 0) return basic;
        Gen<string> inner = TypeOfDepth(depth - 1);
        return Gen.Frequency(
            (4, basic),
            (1, Gen.Constant("v")),
            (2, inner.Select(element => "a" + element)),
            (1, from key in basic from value in inner select "a{" + key + value + "}"),
            (1, from first in inner from second in inner select "(" + first + second + ")"));
    }

    private static Gen<Variant[]> Fields(string type)
    {
        Gen<Variant[]> fields = Gen.Constant(Array.Empty<Variant>());
        for (int position = 1; type[position] != ')';)
        {
            int end = DBusSignature.EndOfType(type, position);
            string field = type[position..end];
            Gen<Variant[]> before = fields;
            fields = from list in before from value in ValueOf(field) select (Variant[])[.. list, value];
            position = end;
        }

        return fields;
    }

    private static Gen<Variant> Dictionary(string type)
    {
        string key = type[2..3];
        string value = type[3..^1];
        Gen<KeyValuePair<Variant, Variant>> entry =
            from k in ValueOf(key) from v in ValueOf(value) select new KeyValuePair<Variant, Variant>(k, v);
        return entry.ListOf().Resize(3).Select(entries => Variant.FromDictionary(key, value, entries));
    }
}
