using System.Text;

namespace BtBattery.DBus.Tests.Support;

/// <summary>
/// A second, simple-minded writer of messages in either byte order: the measure for the one under test, and the maker of messages
/// that no correct writer makes.
/// </summary>
internal sealed class RawMessage(bool isBigEndian)
{
    private readonly List<byte> _bytes = [];

    /// <summary>A method call to /a, member M, with the given body.</summary>
    internal static byte[] Call(bool isBigEndian, string signature, byte[] body) => Build(
        isBigEndian,
        type: 1,
        [(1, Variant.FromObjectPath("/a")), (3, "M"), .. signature.Length == 0 ? [] : new[] { Signature(signature) }],
        body);

    /// <summary>A header field with the signature of the body.</summary>
    internal static (byte, Variant) Signature(string signature) => (8, Variant.FromSignature(signature));

    /// <summary>A whole message from header fields and body bytes.</summary>
    internal static byte[] Build(bool isBigEndian, byte type, (byte Code, Variant Value)[] fields, byte[] body, uint serial = 1, byte flags = 0)
    {
        var header = new RawMessage(isBigEndian);
        header._bytes.AddRange([isBigEndian ? (byte)'B' : (byte)'l', type, flags, 1]);
        header.Number((uint)body.Length, 4);
        header.Number(serial, 4);
        header.Number(0, 4);
        foreach ((byte code, Variant value) in fields)
        {
            header.Align(8);
            header._bytes.Add(code);
            header.Value(Variant.FromVariant(value));
        }

        byte[] length = new RawMessage(isBigEndian).Number((uint)(header._bytes.Count - 16), 4);
        for (int i = 0; i < 4; i++) header._bytes[12 + i] = length[i];
        header.Align(8);
        return [.. header._bytes, .. body];
    }

    /// <summary>The values one behind the other, as a body has them.</summary>
    internal static byte[] Body(bool isBigEndian, params Variant[] values)
    {
        var body = new RawMessage(isBigEndian);
        foreach (Variant value in values) body.Value(value);
        return [.. body._bytes];
    }

    private void Align(int alignment)
    {
        while (_bytes.Count % alignment != 0) _bytes.Add(0);
    }

    private byte[] Number(ulong value, int size)
    {
        Align(size);
        byte[] bytes = BitConverter.GetBytes(value)[..size]; // Little-endian on every machine these tests run on.
        if (isBigEndian) Array.Reverse(bytes);
        _bytes.AddRange(bytes);
        return bytes;
    }

    private void Text(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        Number((uint)utf8.Length, 4);
        _bytes.AddRange(utf8);
        _bytes.Add(0);
    }

    private void ShortText(string text)
    {
        _bytes.Add((byte)text.Length);
        _bytes.AddRange(Encoding.ASCII.GetBytes(text));
        _bytes.Add(0);
    }

    private void Value(Variant value)
    {
        switch (value.Signature[0])
        {
            case 'y': _bytes.Add(value.AsByte()); break;
            case 'b': Number(value.AsBoolean() ? 1u : 0, 4); break;
            case 'n': Number(unchecked((ulong)value.AsInt16()), 2); break;
            case 'q': Number(value.AsUInt16(), 2); break;
            case 'i': Number(unchecked((ulong)value.AsInt32()), 4); break;
            case 'u': Number(value.AsUInt32(), 4); break;
            case 'h': Number(value.AsUnixFdIndex(), 4); break;
            case 'x': Number(unchecked((ulong)value.AsInt64()), 8); break;
            case 't': Number(value.AsUInt64(), 8); break;
            case 'd': Number(BitConverter.DoubleToUInt64Bits(value.AsDouble()), 8); break;
            case 's': Text(value.AsString()); break;
            case 'o': Text(value.AsObjectPath()); break;
            case 'g': ShortText(value.AsSignature()); break;
            case 'v':
                ShortText(value.AsVariant().Signature);
                Value(value.AsVariant());
                break;
            case '(':
                Align(8);
                foreach (Variant field in value.Items) Value(field);
                break;
            default: ArrayOf(value); break;
        }
    }

    private void ArrayOf(Variant value)
    {
        Number(0, 4);
        int lengthAt = _bytes.Count - 4;
        Align(value.Signature[1] switch { 'x' or 't' or 'd' or '(' or '{' => 8, 'n' or 'q' => 2, 'y' or 'g' or 'v' => 1, _ => 4 });
        int start = _bytes.Count;
        if (value.Signature[1] == '{')
        {
            foreach ((Variant key, Variant item) in value.Entries)
            {
                Align(8);
                Value(key);
                Value(item);
            }
        }
        else
        {
            foreach (Variant item in value.Items) Value(item);
        }

        byte[] length = new RawMessage(isBigEndian).Number((uint)(_bytes.Count - start), 4);
        for (int i = 0; i < 4; i++) _bytes[lengthAt + i] = length[i];
    }
}
