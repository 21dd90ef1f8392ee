namespace BtBattery.DBus;

/// <content>Variants. The typed methods write signature and value without an intermediate object.</content>
public ref partial struct MessageWriter
{
    /// <summary>Writes "v" that holds a "y".</summary>
    public void WriteVariantByte(byte value)
    {
        BeginVariant('y');
        _buffer.WriteByte(value);
        Complete();
    }

    /// <summary>Writes "v" that holds a "b".</summary>
    public void WriteVariantBoolean(bool value)
    {
        BeginVariant('b');
        _buffer.WriteUInt32(value ? 1u : 0);
        Complete();
    }

    /// <summary>Writes "v" that holds an "n".</summary>
    public void WriteVariantInt16(short value)
    {
        BeginVariant('n');
        _buffer.WriteUInt16(unchecked((ushort)value));
        Complete();
    }

    /// <summary>Writes "v" that holds a "q".</summary>
    public void WriteVariantUInt16(ushort value)
    {
        BeginVariant('q');
        _buffer.WriteUInt16(value);
        Complete();
    }

    /// <summary>Writes "v" that holds an "i".</summary>
    public void WriteVariantInt32(int value)
    {
        BeginVariant('i');
        _buffer.WriteUInt32(unchecked((uint)value));
        Complete();
    }

    /// <summary>Writes "v" that holds a "u".</summary>
    public void WriteVariantUInt32(uint value)
    {
        BeginVariant('u');
        _buffer.WriteUInt32(value);
        Complete();
    }

    /// <summary>Writes "v" that holds an "x".</summary>
    public void WriteVariantInt64(long value)
    {
        BeginVariant('x');
        _buffer.WriteUInt64(unchecked((ulong)value));
        Complete();
    }

    /// <summary>Writes "v" that holds a "t".</summary>
    public void WriteVariantUInt64(ulong value)
    {
        BeginVariant('t');
        _buffer.WriteUInt64(value);
        Complete();
    }

    /// <summary>Writes "v" that holds a "d".</summary>
    public void WriteVariantDouble(double value)
    {
        BeginVariant('d');
        _buffer.WriteUInt64(BitConverter.DoubleToUInt64Bits(value));
        Complete();
    }

    /// <summary>Writes "v" that holds an "s".</summary>
    public void WriteVariantString(scoped ReadOnlySpan<char> text)
    {
        int before = _buffer.Position;
        BeginVariant('s');
        try
        {
            _buffer.WriteString(text);
        }
        catch (ArgumentException)
        {
            _buffer.TakeBackTo(before);
            throw;
        }

        Complete();
    }

    /// <summary>Writes "v" that holds an "s".</summary>
    public void WriteVariantString(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        WriteVariantString(text.AsSpan());
    }

    /// <summary>Writes "v" that holds an "s", from UTF-8.</summary>
    public void WriteVariantString(scoped ReadOnlySpan<byte> utf8)
    {
        int before = _buffer.Position;
        BeginVariant('s');
        try
        {
            _buffer.WriteString(utf8);
        }
        catch (ArgumentException)
        {
            _buffer.TakeBackTo(before);
            throw;
        }

        Complete();
    }

    /// <summary>Writes "v" that holds an "o".</summary>
    public void WriteVariantObjectPath(string path)
    {
        if (!ObjectPath.IsValid(path)) throw new ArgumentException($"'{path}' is not an object path.", nameof(path));
        BeginVariant('o');
        _buffer.WriteString(path);
        Complete();
    }

    /// <summary>Writes "v" with this signature; its content is then written in wire order and ends by itself.</summary>
    /// <exception cref="ArgumentException">The signature is not one complete type.</exception>
    public void WriteVariantSignature(string signature)
    {
        Expect('v');
        if (!DBusSignature.IsSingleType(signature))
            throw new ArgumentException($"'{signature}' is not one complete D-Bus type.", nameof(signature));
        _buffer.WriteSignature(signature);
        _scope = new VariantScope(_scope, _signature, _place with { Next = _place.Next + 1 }, _depth);
        Enter();
        _signature = signature;
        _place = new TypePlace(0, signature.Length, -1, 0);
    }

    /// <summary>Writes "v" with any content except file descriptors.</summary>
    /// <exception cref="ArgumentException">The value is the default value or holds a file descriptor.</exception>
    public void WriteVariant(Variant value)
    {
        Expect('v');
        VariantWriter.CheckSendable(value);
        int before = _buffer.Position;
        try
        {
            VariantWriter.WriteVariant(ref _buffer, value, VariantWriter.Enter(_depth));
        }
        catch
        {
            _buffer.TakeBackTo(before); // What is half written must not stay if the caller goes on.
            throw;
        }

        Complete();
    }

    /// <summary>Writes a value of the type that comes next in the signature, without a variant around it.</summary>
    /// <exception cref="ArgumentException">The value holds a file descriptor.</exception>
    public void WriteValue(Variant value)
    {
        BackToElement();
        VariantWriter.CheckSendable(value);
        ReadOnlySpan<char> rest = _signature.AsSpan(_place.Next, _place.End - _place.Next);
        if (!rest.StartsWith(value.Signature)) ThrowMismatch(value.Signature[0]);
        int before = _buffer.Position;
        try
        {
            VariantWriter.Write(ref _buffer, value, _depth);
        }
        catch
        {
            _buffer.TakeBackTo(before);
            throw;
        }

        CompleteAt(_place.Next + value.Signature.Length);
    }

    /// <summary>Writes "a{sv}".</summary>
    public void WriteVariantDictionary(IEnumerable<KeyValuePair<string, Variant>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArrayStart start = WriteArrayStart(DBusType.DictEntry);
        foreach ((string key, Variant value) in entries)
        {
            WriteStructStart();
            WriteString(key);
            WriteVariant(value);
        }

        WriteArrayEnd(start);
    }

    private void BeginVariant(char type)
    {
        Expect('v');
        if (_depth >= WireLimits.MaxTotalDepth) throw new InvalidOperationException("Containers are nested deeper than 64 levels.");
        _buffer.WriteSignature(type);
    }
}
