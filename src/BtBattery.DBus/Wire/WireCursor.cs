using System.Buffers.Binary;
using System.Text.Unicode;

namespace BtBattery.DBus;

/// <summary>
/// Reads primitive values in wire order from bytes that start at a multiple of 8 of their message. Everything wrong with the bytes
/// becomes a <see cref="DBusProtocolException"/>.
/// </summary>
internal ref struct WireCursor
{
    private readonly ReadOnlySpan<byte> _data;
    private readonly bool _isBigEndian;

    internal WireCursor(ReadOnlySpan<byte> data, bool isBigEndian, int position = 0)
    {
        _data = data;
        _isBigEndian = isBigEndian;
        Position = position;
    }

    internal int Position { get; private set; }

    internal readonly bool IsAtEnd => Position == _data.Length;

    internal void Align(int alignment)
    {
        int padding = -Position & (alignment - 1);
        if (padding == 0) return;
        if (Take(padding).ContainsAnyExcept((byte)0)) DBusProtocolException.Throw("Padding is not zero.");
    }

    internal ReadOnlySpan<byte> Take(int count)
    {
        if (count > _data.Length - Position) DBusProtocolException.Throw("The message ends inside a value.");
        ReadOnlySpan<byte> taken = _data.Slice(Position, count);
        Position += count;
        return taken;
    }

    internal byte ReadByte() => Take(1)[0];

    internal bool ReadBoolean()
    {
        uint value = ReadUInt32();
        if (value > 1) DBusProtocolException.Throw("A boolean is neither 0 nor 1.");
        return value == 1;
    }

    internal short ReadInt16() => unchecked((short)ReadUInt16());

    internal ushort ReadUInt16()
    {
        Align(2);
        ReadOnlySpan<byte> bytes = Take(2);
        return _isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
    }

    internal int ReadInt32() => unchecked((int)ReadUInt32());

    internal uint ReadUInt32()
    {
        Align(4);
        ReadOnlySpan<byte> bytes = Take(4);
        return _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    internal long ReadInt64() => unchecked((long)ReadUInt64());

    internal ulong ReadUInt64()
    {
        Align(8);
        ReadOnlySpan<byte> bytes = Take(8);
        return _isBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    internal double ReadDouble() => BitConverter.UInt64BitsToDouble(ReadUInt64());

    /// <summary>The bytes of a string, valid UTF-8 without NUL.</summary>
    internal ReadOnlySpan<byte> ReadStringBytes()
    {
        ReadOnlySpan<byte> text = TakeString();
        CheckString(text);
        return text;
    }

    internal string ReadString() => ReadEntry().Text;

    internal string ReadObjectPath() => ReadName(StringKind.ObjectPath, "object path");

    /// <summary>A string that has to be a name of some kind.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="what">The kind for people.</param>
    internal string ReadName(StringKind kind, string what)
    {
        StringCache.Entry name = ReadEntry();
        if (!name.Is(kind)) DBusProtocolException.Throw($"'{Quote(name.Text)}' is not a valid {what}.");
        return name.Text;
    }

    internal string ReadSignature()
    {
        StringCache.Entry signature = ReadSignatureEntry();
        if (!signature.Is(StringKind.Signature)) DBusProtocolException.Throw($"'{Quote(signature.Text)}' is not a signature.");
        return signature.Text;
    }

    /// <summary>The signature of a variant: exactly one complete type.</summary>
    internal string ReadVariantSignature()
    {
        StringCache.Entry signature = ReadSignatureEntry();
        if (!signature.Is(StringKind.SingleType)) DBusProtocolException.Throw($"A variant has the signature '{Quote(signature.Text)}', which is not one complete type.");
        return signature.Text;
    }

    /// <summary>Passes the length of an array and the padding before its first element; returns the position of its end.</summary>
    internal int ReadArrayEnd(char elementType)
    {
        uint length = ReadUInt32();
        if (length > WireLimits.MaxArrayLength) DBusProtocolException.Throw("An array is longer than 64 MiB.");
        Align(DBusSignature.AlignmentOf(elementType));
        if (length > _data.Length - Position) DBusProtocolException.Throw("An array is longer than the message.");
        return Position + (int)length;
    }

    internal static string Quote(string text) => text.Length <= 64 ? text : string.Concat(text.AsSpan(0, 64), "…");

    private StringCache.Entry ReadEntry()
    {
        ReadOnlySpan<byte> text = TakeString();
        if (StringCache.Find(text) is { } known) return known;
        CheckString(text);
        return StringCache.Add(text);
    }

    private StringCache.Entry ReadSignatureEntry()
    {
        int length = ReadByte();
        ReadOnlySpan<byte> text = Take(length);
        if (ReadByte() != 0) DBusProtocolException.Throw("A signature does not end with NUL.");
        if (text.ContainsAnyExceptInRange((byte)1, (byte)127)) DBusProtocolException.Throw("A signature contains other than ASCII.");
        return StringCache.Find(text) ?? StringCache.Add(text);
    }

    private ReadOnlySpan<byte> TakeString()
    {
        uint length = ReadUInt32();
        if (length >= _data.Length - Position) DBusProtocolException.Throw("A string is longer than the message.");
        ReadOnlySpan<byte> text = Take((int)length);
        if (ReadByte() != 0) DBusProtocolException.Throw("A string does not end with NUL.");
        return text;
    }

    private static void CheckString(ReadOnlySpan<byte> text)
    {
        if (text.Contains((byte)0)) DBusProtocolException.Throw("A string contains NUL.");
        if (!Utf8.IsValid(text)) DBusProtocolException.Throw("A string is not valid UTF-8.");
    }
}
