using System.Text;

namespace BtBattery.DBus;

/// <summary>
/// Reads the arguments of a message in wire order. Each call checks itself against the signature of the message (or of the variant
/// that is being read); the one exception of every method is <see cref="DBusProtocolException"/>.
/// </summary>
/// <example>
/// A dictionary: <c>ArrayEnd end = reader.ReadArrayStart(DBusType.DictEntry);
/// while (reader.HasNext(end)) { reader.AlignStruct(); string key = reader.ReadString(); Variant value = reader.ReadVariant(); }</c>
/// </example>
public ref struct MessageReader
{
    private WireCursor _cursor;
    private string _signature;
    private TypePlace _place;
    private VariantScope? _scope;
    private int _depth;

    internal MessageReader(Message message)
    {
        _cursor = new WireCursor(message.Body.Span, message.IsBigEndian);
        _signature = message.Signature;
        _place = new TypePlace(0, message.Signature.Length, -1, 0);
    }

    /// <summary>The type of the next value; <see cref="DBusType.Invalid"/> when the message, array element or struct is finished.</summary>
    public readonly DBusType NextType =>
        _place.Next < _place.End && _signature[_place.Next] is not (')' or '}') ? (DBusType)_signature[_place.Next] : DBusType.Invalid;

    /// <summary>Reads "y".</summary>
    public byte ReadByte()
    {
        Expect('y');
        byte value = _cursor.ReadByte();
        Complete();
        return value;
    }

    /// <summary>Reads "b".</summary>
    public bool ReadBoolean()
    {
        Expect('b');
        bool value = _cursor.ReadBoolean();
        Complete();
        return value;
    }

    /// <summary>Reads "n".</summary>
    public short ReadInt16()
    {
        Expect('n');
        short value = _cursor.ReadInt16();
        Complete();
        return value;
    }

    /// <summary>Reads "q".</summary>
    public ushort ReadUInt16()
    {
        Expect('q');
        ushort value = _cursor.ReadUInt16();
        Complete();
        return value;
    }

    /// <summary>Reads "i".</summary>
    public int ReadInt32()
    {
        Expect('i');
        int value = _cursor.ReadInt32();
        Complete();
        return value;
    }

    /// <summary>Reads "u".</summary>
    public uint ReadUInt32()
    {
        Expect('u');
        uint value = _cursor.ReadUInt32();
        Complete();
        return value;
    }

    /// <summary>Reads "x".</summary>
    public long ReadInt64()
    {
        Expect('x');
        long value = _cursor.ReadInt64();
        Complete();
        return value;
    }

    /// <summary>Reads "t".</summary>
    public ulong ReadUInt64()
    {
        Expect('t');
        ulong value = _cursor.ReadUInt64();
        Complete();
        return value;
    }

    /// <summary>Reads "d".</summary>
    public double ReadDouble()
    {
        Expect('d');
        double value = _cursor.ReadDouble();
        Complete();
        return value;
    }

    /// <summary>Reads "h": an index into descriptors that this library never receives.</summary>
    public uint ReadUnixFdIndex()
    {
        Expect('h');
        uint value = _cursor.ReadUInt32();
        Complete();
        return value;
    }

    /// <summary>Reads "s".</summary>
    public string ReadString()
    {
        Expect('s');
        string value = _cursor.ReadString();
        Complete();
        return value;
    }

    /// <summary>Reads "s" as UTF-8, without a copy; valid as long as the message.</summary>
    public ReadOnlySpan<byte> ReadStringBytes()
    {
        Expect('s');
        ReadOnlySpan<byte> value = _cursor.ReadStringBytes();
        Complete();
        return value;
    }

    /// <summary>Reads "o".</summary>
    public string ReadObjectPath()
    {
        Expect('o');
        string value = _cursor.ReadObjectPath();
        Complete();
        return value;
    }

    /// <summary>Reads "g".</summary>
    public string ReadSignature()
    {
        Expect('g');
        string value = _cursor.ReadSignature();
        Complete();
        return value;
    }

    /// <summary>Steps into a struct or a dictionary entry; its end needs no call.</summary>
    public void AlignStruct()
    {
        if (NextType is not (DBusType.Struct or DBusType.DictEntry)) ThrowMismatch("a struct");
        _cursor.Align(8);
        _place.Next++;
        _depth = WireValidator.Enter(_depth);
    }

    /// <summary>Steps into an array whose elements are of the given type (their first character).</summary>
    public ArrayEnd ReadArrayStart(DBusType elementType)
    {
        Expect('a');
        int elementStart = _place.Next + 1;
        if (_signature[elementStart] != (char)elementType) ThrowMismatch($"an array of {elementType}");
        int elementEnd = DBusSignature.EndOfType(_signature, elementStart);
        int end = _cursor.ReadArrayEnd(_signature[elementStart]);
        var arrayEnd = new ArrayEnd(end, elementStart, elementEnd, _place.End, _place.ElementStart >= 0, _scope);

        // As if an element had just been read: HasNext goes back to the start of its type.
        _place = new TypePlace(elementEnd, elementEnd, elementStart, 0);
        _depth = WireValidator.Enter(_depth);
        return arrayEnd;
    }

    /// <summary>True while the array has another element. When it is false the array is finished and the reader stands behind it.</summary>
    public bool HasNext(ArrayEnd end)
    {
        if (_scope != end.Scope || _place.Next != end.ElementEnd || _place.End != end.ElementEnd)
            DBusProtocolException.Throw("An element of an array was not read to its end.");
        if (_cursor.Position < end.Position)
        {
            _place.Next = end.ElementStart;
            return true;
        }

        if (_cursor.Position > end.Position) DBusProtocolException.Throw("An array ends inside an element.");
        _place.End = end.OuterEnd;
        _place.ElementStart = end.IsOuterArray ? 0 : -1;
        _depth--;
        CompleteAt(end.ElementEnd);
        return false;
    }

    /// <summary>Reads "ay" into a new array.</summary>
    public byte[] ReadByteArray() => ReadByteSpan().ToArray();

    /// <summary>Reads "ay" without a copy; valid as long as the message.</summary>
    public ReadOnlySpan<byte> ReadByteSpan()
    {
        Expect('a');
        if (_signature[_place.Next + 1] != 'y') ThrowMismatch("an array of bytes");
        int end = _cursor.ReadArrayEnd('y');
        ReadOnlySpan<byte> value = _cursor.Take(end - _cursor.Position);
        CompleteAt(_place.Next + 2);
        return value;
    }

    /// <summary>Reads "as".</summary>
    public string[] ReadStringArray()
    {
        var texts = new List<string>();
        ArrayEnd end = ReadArrayStart(DBusType.String);
        while (HasNext(end)) texts.Add(ReadString());
        return texts.ToArray();
    }

    /// <summary>Reads "ao".</summary>
    public string[] ReadObjectPathArray()
    {
        var paths = new List<string>();
        ArrayEnd end = ReadArrayStart(DBusType.ObjectPath);
        while (HasNext(end)) paths.Add(ReadObjectPath());
        return paths.ToArray();
    }

    /// <summary>Reads "v" with any content.</summary>
    public Variant ReadVariant()
    {
        Expect('v');
        Variant value = VariantReader.ReadVariant(ref _cursor, WireValidator.Enter(_depth));
        Complete();
        return value;
    }

    /// <summary>Reads the next value, whatever its type is.</summary>
    public Variant ReadValue()
    {
        if (NextType == DBusType.Invalid) ThrowMismatch("another value");
        int next = _place.Next;
        Variant value = VariantReader.Read(ref _cursor, _signature, ref next, _depth);
        CompleteAt(next);
        return value;
    }

    /// <summary>Steps into "v" and returns the signature of its content, which is then read in wire order; its end needs no call.</summary>
    public string ReadVariantSignature()
    {
        Expect('v');
        string signature = _cursor.ReadVariantSignature();
        _scope = new VariantScope(_scope, _signature, _place with { Next = _place.Next + 1 }, _depth);
        _depth = WireValidator.Enter(_depth);
        _signature = signature;
        _place = new TypePlace(0, signature.Length, -1, 0);
        return signature;
    }

    /// <summary>Reads "a{sv}". A key that comes twice keeps its last value.</summary>
    public Dictionary<string, Variant> ReadVariantDictionary()
    {
        var values = new Dictionary<string, Variant>();
        ArrayEnd end = ReadArrayStart(DBusType.DictEntry);
        while (HasNext(end))
        {
            AlignStruct();
            string key = ReadString();
            values[key] = ReadVariant();
        }

        return values;
    }

    /// <summary>Passes over the next value, whatever its type is.</summary>
    public void Skip()
    {
        if (NextType == DBusType.Invalid) ThrowMismatch("another value");
        int next = _place.Next;
        WireValidator.Skip(ref _cursor, _signature, ref next, _depth);
        CompleteAt(next);
    }

    private readonly void Expect(char type)
    {
        if (_place.Next >= _place.End || _signature[_place.Next] != type) ThrowMismatch($"'{type}'");
    }

    private void Complete() => CompleteAt(_place.Next + 1);

    /// <summary>A value has been read: steps out of every struct and variant that it finishes.</summary>
    private void CompleteAt(int next)
    {
        _place.Next = next;
        while (true)
        {
            while (_place.Next < _place.End && _signature[_place.Next] is ')' or '}')
            {
                _place.Next++;
                _depth--;
            }

            if (_place.Next < _place.End || _place.ElementStart >= 0 || _scope is not { } scope) return;
            _signature = scope.OuterSignature;
            _place = scope.OuterPlace;
            _depth = scope.OuterDepth;
            _scope = scope.Outer;
        }
    }

    private readonly void ThrowMismatch(string wanted)
    {
        var text = new StringBuilder("The reader wanted ").Append(wanted).Append(", but the signature is '").Append(_signature);
        text.Append("' at index ").Append(_place.Next).Append('.');
        DBusProtocolException.Throw(text.ToString());
    }
}
