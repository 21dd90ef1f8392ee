using System.Diagnostics.CodeAnalysis;

namespace BtBattery.DBus;

/// <summary>
/// A value of any D-Bus type together with its signature. Numbers and truth values are held without boxing. The default value holds
/// nothing (<see cref="HasValue"/> is false) and cannot be sent. Immutable; equality compares type and content.
/// </summary>
public readonly partial struct Variant : IEquatable<Variant>
{
    private readonly string? _signature;
    private readonly object? _content;
    private readonly ulong _bits;

    private Variant(string signature, ulong bits)
    {
        _signature = signature;
        _bits = bits;
    }

    private Variant(string signature, object content)
    {
        _signature = signature;
        _content = content;
    }

    /// <summary>False for the default value only.</summary>
    public bool HasValue => _signature is not null;

    /// <summary>The type of the value, one complete type; "" for the default value.</summary>
    public string Signature => _signature ?? "";

    /// <summary>The first character of the signature as a type.</summary>
    public DBusType Type => _signature is null ? DBusType.Invalid : (DBusType)_signature[0];

    /// <summary>A "b".</summary>
    public static implicit operator Variant(bool value) => new("b", value ? 1ul : 0);

    /// <summary>A "y".</summary>
    public static implicit operator Variant(byte value) => new("y", value);

    /// <summary>An "n".</summary>
    public static implicit operator Variant(short value) => new("n", unchecked((ulong)value));

    /// <summary>A "q".</summary>
    public static implicit operator Variant(ushort value) => new("q", value);

    /// <summary>An "i".</summary>
    public static implicit operator Variant(int value) => new("i", unchecked((ulong)value));

    /// <summary>A "u".</summary>
    public static implicit operator Variant(uint value) => new("u", value);

    /// <summary>An "x".</summary>
    public static implicit operator Variant(long value) => new("x", unchecked((ulong)value));

    /// <summary>A "t".</summary>
    public static implicit operator Variant(ulong value) => new("t", value);

    /// <summary>A "d".</summary>
    public static implicit operator Variant(double value) => new("d", BitConverter.DoubleToUInt64Bits(value));

    /// <summary>An "s".</summary>
    public static implicit operator Variant(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new("s", value);
    }

    /// <summary>The value of a "b".</summary>
    /// <exception cref="DBusProtocolException">It is of another type.</exception>
    public bool AsBoolean() => Bits("b") != 0;

    /// <summary>The value of a "y".</summary>
    /// <exception cref="DBusProtocolException">It is of another type.</exception>
    public byte AsByte() => unchecked((byte)Bits("y"));

    /// <summary>The value of an "n".</summary>
    /// <exception cref="DBusProtocolException">It is of another type.</exception>
    public short AsInt16() => unchecked((short)Bits("n"));

    /// <summary>The value of a "q".</summary>
    /// <exception cref="DBusProtocolException">It is of another type.</exception>
    public ushort AsUInt16() => unchecked((ushort)Bits("q"));

    /// <summary>The value of an "i".</summary>
    /// <exception cref="DBusProtocolException">It is of another type.</exception>
    public int AsInt32() => unchecked((int)Bits("i"));

    /// <summary>The value of a "u".</summary>
    /// <exception cref="DBusProtocolException">It is of another type.</exception>
    public uint AsUInt32() => unchecked((uint)Bits("u"));

    /// <summary>The value of an "x".</summary>
    /// <exception cref="DBusProtocolException">It is of another type.</exception>
    public long AsInt64() => unchecked((long)Bits("x"));

    /// <summary>The value of a "t".</summary>
    /// <exception cref="DBusProtocolException">It is of another type.</exception>
    public ulong AsUInt64() => Bits("t");

    /// <summary>The value of a "d".</summary>
    /// <exception cref="DBusProtocolException">It is of another type.</exception>
    public double AsDouble() => BitConverter.UInt64BitsToDouble(Bits("d"));

    /// <summary>The value of an "h": an index into descriptors that this library never receives.</summary>
    /// <exception cref="DBusProtocolException">It is of another type.</exception>
    public uint AsUnixFdIndex() => unchecked((uint)Bits("h"));

    /// <summary>The value of an "s".</summary>
    /// <exception cref="DBusProtocolException">It is of another type.</exception>
    public string AsString() => (string)Content("s");

    /// <summary>The value of an "o".</summary>
    /// <exception cref="DBusProtocolException">It is of another type.</exception>
    public string AsObjectPath() => (string)Content("o");

    /// <summary>The value of a "g".</summary>
    /// <exception cref="DBusProtocolException">It is of another type.</exception>
    public string AsSignature() => (string)Content("g");

    /// <summary>A copy of the content of an "ay".</summary>
    /// <exception cref="DBusProtocolException">It is of another type.</exception>
    public byte[] AsByteArray() => (byte[])((byte[])Content("ay")).Clone();

    /// <summary>The texts of an "as".</summary>
    /// <exception cref="DBusProtocolException">It is of another type.</exception>
    public string[] AsStringArray() => Array.ConvertAll((Variant[])Content("as"), item => item.AsString());

    /// <summary>The content of a "v".</summary>
    /// <exception cref="DBusProtocolException">It is of another type.</exception>
    public Variant AsVariant() => ((Variant[])Content("v"))[0];

    /// <summary>True if this is a "b"; then with its value.</summary>
    public bool TryGetBoolean(out bool value)
    {
        value = _signature == "b" && _bits != 0;
        return _signature == "b";
    }

    /// <summary>True if this is an "i"; then with its value.</summary>
    public bool TryGetInt32(out int value)
    {
        value = _signature == "i" ? unchecked((int)_bits) : 0;
        return _signature == "i";
    }

    /// <summary>True if this is a "u"; then with its value.</summary>
    public bool TryGetUInt32(out uint value)
    {
        value = _signature == "u" ? unchecked((uint)_bits) : 0;
        return _signature == "u";
    }

    /// <summary>True if this is a "d"; then with its value.</summary>
    public bool TryGetDouble(out double value)
    {
        value = _signature == "d" ? BitConverter.UInt64BitsToDouble(_bits) : 0;
        return _signature == "d";
    }

    /// <summary>True if this is an "s"; then with its value.</summary>
    public bool TryGetString([NotNullWhen(true)] out string? value)
    {
        value = _signature == "s" ? (string)_content! : null;
        return value is not null;
    }

    /// <summary>True if this is an "o"; then with its value.</summary>
    public bool TryGetObjectPath([NotNullWhen(true)] out string? value)
    {
        value = _signature == "o" ? (string)_content! : null;
        return value is not null;
    }

    /// <summary>True if this is an "ay"; then with a copy of its content.</summary>
    public bool TryGetByteArray([NotNullWhen(true)] out byte[]? value)
    {
        value = _signature == "ay" ? AsByteArray() : null;
        return value is not null;
    }

    /// <summary>True if this is a number of any type; then with its value. 64-bit integers above 2^53 are rounded.</summary>
    public bool TryGetNumber(out double value)
    {
        double? number = Type switch
        {
            DBusType.Byte or DBusType.UInt16 or DBusType.UInt32 or DBusType.UInt64 => _bits,
            DBusType.Int16 or DBusType.Int32 or DBusType.Int64 => unchecked((long)_bits),
            DBusType.Double => BitConverter.UInt64BitsToDouble(_bits),
            _ => null,
        };
        value = number ?? 0;
        return number is not null;
    }

    /// <summary>True if this is an integer of any type that fits; then with its value.</summary>
    public bool TryGetInteger(out long value)
    {
        long? number = Type switch
        {
            DBusType.Byte or DBusType.UInt16 or DBusType.UInt32 => unchecked((long)_bits),
            DBusType.UInt64 => _bits <= long.MaxValue ? unchecked((long)_bits) : null,
            DBusType.Int16 or DBusType.Int32 or DBusType.Int64 => unchecked((long)_bits),
            _ => null,
        };
        value = number ?? 0;
        return number is not null;
    }

    private ulong Bits(string signature)
    {
        if (_signature != signature) ThrowMismatch(signature);
        return _bits;
    }

    private object Content(string signature)
    {
        if (_signature != signature) ThrowMismatch(signature);
        return _content!;
    }

    private void ThrowMismatch(string wanted) =>
        DBusProtocolException.Throw($"A value of type '{wanted}' was wanted, but it is '{Signature}'.");
}
