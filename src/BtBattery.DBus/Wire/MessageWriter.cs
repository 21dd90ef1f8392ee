namespace BtBattery.DBus;

/// <summary>
/// Writes one message in wire order into a pooled buffer. Every call checks itself against the signature that the message was created
/// with, so a message that is sent is always well-formed.
/// </summary>
/// <remarks>
/// Errors are errors of the program: <see cref="InvalidOperationException"/> for a value that does not fit the signature or breaks a
/// limit, <see cref="ArgumentException"/> for a text, path or signature that cannot stand in a message. Sending takes the buffer;
/// a writer that is not sent is disposed of. Do not copy a writer.
/// </remarks>
public ref partial struct MessageWriter
{
    private const int BodyLengthPosition = 4;
    private const int SerialPosition = 8;

    private readonly MessageHeader _header;
    private readonly int _bodyStart;
    private WireBuffer _buffer;
    private string _signature;
    private TypePlace _place;
    private VariantScope? _scope;
    private int _depth;

    internal MessageWriter(scoped in MessageHeader header)
    {
        header.Validate();
        _header = header;
        _signature = header.Signature;
        _place = new TypePlace(0, _signature.Length, -1, 0);
        _buffer = WireBuffer.Create();
        header.Write(ref _buffer);
        _bodyStart = _buffer.Position;
    }

    /// <summary>What the message was created with.</summary>
    internal readonly MessageHeader Header => _header;

    /// <summary>Gives the buffer back if the message was not sent. May be called again.</summary>
    public void Dispose() => _buffer.Release();

    /// <summary>Writes "y".</summary>
    public void WriteByte(byte value)
    {
        Expect('y');
        _buffer.WriteByte(value);
        Complete();
    }

    /// <summary>Writes "b".</summary>
    public void WriteBoolean(bool value)
    {
        Expect('b');
        _buffer.WriteUInt32(value ? 1u : 0);
        Complete();
    }

    /// <summary>Writes "n".</summary>
    public void WriteInt16(short value)
    {
        Expect('n');
        _buffer.WriteUInt16(unchecked((ushort)value));
        Complete();
    }

    /// <summary>Writes "q".</summary>
    public void WriteUInt16(ushort value)
    {
        Expect('q');
        _buffer.WriteUInt16(value);
        Complete();
    }

    /// <summary>Writes "i".</summary>
    public void WriteInt32(int value)
    {
        Expect('i');
        _buffer.WriteUInt32(unchecked((uint)value));
        Complete();
    }

    /// <summary>Writes "u".</summary>
    public void WriteUInt32(uint value)
    {
        Expect('u');
        _buffer.WriteUInt32(value);
        Complete();
    }

    /// <summary>Writes "x".</summary>
    public void WriteInt64(long value)
    {
        Expect('x');
        _buffer.WriteUInt64(unchecked((ulong)value));
        Complete();
    }

    /// <summary>Writes "t".</summary>
    public void WriteUInt64(ulong value)
    {
        Expect('t');
        _buffer.WriteUInt64(value);
        Complete();
    }

    /// <summary>Writes "d".</summary>
    public void WriteDouble(double value)
    {
        Expect('d');
        _buffer.WriteUInt64(BitConverter.DoubleToUInt64Bits(value));
        Complete();
    }

    /// <summary>Writes "s".</summary>
    public void WriteString(scoped ReadOnlySpan<char> text)
    {
        Expect('s');
        _buffer.WriteString(text);
        Complete();
    }

    /// <summary>Writes "s".</summary>
    public void WriteString(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        WriteString(text.AsSpan());
    }

    /// <summary>Writes "s" from UTF-8.</summary>
    public void WriteString(scoped ReadOnlySpan<byte> utf8)
    {
        Expect('s');
        _buffer.WriteString(utf8);
        Complete();
    }

    /// <summary>Writes "o".</summary>
    public void WriteObjectPath(string path)
    {
        Expect('o');
        if (!ObjectPath.IsValid(path)) throw new ArgumentException($"'{path}' is not an object path.", nameof(path));
        _buffer.WriteString(path);
        Complete();
    }

    /// <summary>Writes "g".</summary>
    public void WriteSignature(string signature)
    {
        Expect('g');
        if (!DBusSignature.IsValid(signature)) throw new ArgumentException($"'{signature}' is not a signature.", nameof(signature));
        _buffer.WriteSignature(signature);
        Complete();
    }

    /// <summary>Starts an array; <see cref="WriteArrayEnd"/> ends it. Between them any number of elements is written.</summary>
    /// <param name="elementType">First character of the type of the elements.</param>
    public ArrayStart WriteArrayStart(DBusType elementType)
    {
        Expect('a');
        int elementStart = _place.Next + 1;
        char element = _signature[elementStart];
        if (element != (char)elementType) ThrowMismatch((char)elementType);
        _buffer.WriteUInt32(0);
        int lengthPosition = _buffer.Position - 4;
        _buffer.Align(DBusSignature.AlignmentOf(element));
        var start = new ArrayStart(lengthPosition, _buffer.Position, _place, _scope, _depth);
        Enter();
        _place = new TypePlace(elementStart, DBusSignature.EndOfType(_signature, elementStart), elementStart, lengthPosition);
        return start;
    }

    /// <summary>Ends the array that was started last.</summary>
    public void WriteArrayEnd(ArrayStart start)
    {
        bool isInnermost = _place.ArrayPosition == start.LengthPosition && _scope == start.Scope && start.LengthPosition != 0;
        bool isBetweenElements = _place.Next == _place.End || _place.Next == _place.ElementStart;
        if (!isInnermost || !isBetweenElements)
            throw new InvalidOperationException("An array is ended inside one of its elements, or it is not the innermost one.");
        int length = _buffer.Position - start.ContentPosition;
        if (length > WireLimits.MaxArrayLength) throw new InvalidOperationException("An array is longer than 64 MiB.");
        _buffer.PatchUInt32(start.LengthPosition, (uint)length);
        int end = _place.End;
        _place = start.Outer;
        _depth = start.Depth;
        CompleteAt(end);
    }

    /// <summary>Starts a struct or a dictionary entry; it ends by itself after its last field.</summary>
    public void WriteStructStart()
    {
        BackToElement();
        if (_place.Next >= _place.End || _signature[_place.Next] is not ('(' or '{')) ThrowMismatch('(');
        _buffer.Align(8);
        _place.Next++;
        Enter();
    }

    /// <summary>Writes "ay".</summary>
    public void WriteByteArray(scoped ReadOnlySpan<byte> bytes)
    {
        Expect('a');
        if (_signature[_place.Next + 1] != 'y') ThrowMismatch('y');
        if (bytes.Length > WireLimits.MaxArrayLength) throw new InvalidOperationException("An array is longer than 64 MiB.");
        _buffer.WriteUInt32((uint)bytes.Length);
        _buffer.WriteBytes(bytes);
        CompleteAt(_place.Next + 2);
    }

    /// <summary>Writes "as".</summary>
    public void WriteStringArray(params ReadOnlySpan<string> texts)
    {
        ArrayStart start = WriteArrayStart(DBusType.String);
        foreach (string text in texts) WriteString(text);
        WriteArrayEnd(start);
    }

    /// <summary>Writes "ao".</summary>
    public void WriteObjectPathArray(params ReadOnlySpan<string> paths)
    {
        ArrayStart start = WriteArrayStart(DBusType.ObjectPath);
        foreach (string path in paths) WriteObjectPath(path);
        WriteArrayEnd(start);
    }

    /// <summary>
    /// Checks that every argument is there, and completes the message. The span is valid until the writer is disposed of.
    /// </summary>
    internal readonly ReadOnlySpan<byte> Finish(uint serial)
    {
        if (!_buffer.IsOpen) throw new InvalidOperationException("The message has been sent or disposed of.");
        if (_scope is not null || _place.ElementStart >= 0 || _place.Next != _signature.Length)
            throw new InvalidOperationException($"The arguments of the message end before its signature '{_header.Signature}' does.");
        if (_buffer.Position > WireLimits.MaxMessageLength) throw new InvalidOperationException("The message is longer than 128 MiB.");
        _buffer.PatchUInt32(BodyLengthPosition, (uint)(_buffer.Position - _bodyStart));
        _buffer.PatchUInt32(SerialPosition, serial);
        return _buffer.Written;
    }

    /// <summary>Hands the buffer of a finished message over to the caller, who gives it back to <see cref="WirePool"/>.</summary>
    internal byte[] Detach() => _buffer.Detach();

    // An array that has just had an element takes another one of the same type.
    private void BackToElement()
    {
        if (!_buffer.IsOpen) throw new InvalidOperationException("The message has been sent or disposed of.");
        if (_place.Next == _place.End && _place.ElementStart >= 0) _place.Next = _place.ElementStart;
    }

    private void Expect(char type)
    {
        BackToElement();
        if (_place.Next >= _place.End || _signature[_place.Next] != type) ThrowMismatch(type);
    }

    private void Enter()
    {
        if (_depth >= WireLimits.MaxTotalDepth) throw new InvalidOperationException("Containers are nested deeper than 64 levels.");
        _depth++;
    }

    private void Complete() => CompleteAt(_place.Next + 1);

    /// <summary>A value has been written: steps out of every struct and variant that it finishes.</summary>
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

    private readonly void ThrowMismatch(char wanted) => throw new InvalidOperationException(
        $"A value of type '{wanted}' does not fit the signature '{_signature}' at index {_place.Next}.");
}
