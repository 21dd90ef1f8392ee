namespace BtBattery.DBus;

/// <summary>What stands before the body of a message that is going to be written.</summary>
internal readonly record struct MessageHeader(MessageType Type)
{
    internal MessageFlags Flags { get; init; }

    internal string? Path { get; init; }

    internal string? Interface { get; init; }

    internal string? Member { get; init; }

    internal string? ErrorName { get; init; }

    internal uint? ReplySerial { get; init; }

    internal string? Destination { get; init; }

    internal string? Sender { get; init; }

    internal string Signature { get; init; } = "";

    /// <exception cref="ArgumentException">A part is not valid.</exception>
    internal void Validate()
    {
        Check(Path, StringKind.ObjectPath, "object path");
        Check(Interface, StringKind.Interface, "interface name");
        Check(Member, StringKind.Member, "member name");
        Check(ErrorName, StringKind.Interface, "error name");
        Check(Destination, StringKind.Bus, "bus name");
        Check(Sender, StringKind.Bus, "bus name");
        Check(Signature, StringKind.Signature, "signature");
        if (Signature.Contains('h')) throw new ArgumentException("File descriptors cannot be sent: this library does not pass them.");
    }

    /// <summary>Writes the header with length and serial number 0, padded to the start of the body.</summary>
    internal void Write(ref WireBuffer buffer)
    {
        buffer.WriteByte((byte)'l');
        buffer.WriteByte((byte)Type);
        buffer.WriteByte((byte)Flags);
        buffer.WriteByte(1); // Version of the protocol.
        buffer.WriteUInt32(0);
        buffer.WriteUInt32(0);
        buffer.WriteUInt32(0);
        int start = buffer.Position;
        WriteField(ref buffer, HeaderField.Path, 'o', Path);
        WriteField(ref buffer, HeaderField.Interface, 's', Interface);
        WriteField(ref buffer, HeaderField.Member, 's', Member);
        WriteField(ref buffer, HeaderField.ErrorName, 's', ErrorName);
        if (ReplySerial is { } serial)
        {
            BeginField(ref buffer, HeaderField.ReplySerial, 'u');
            buffer.WriteUInt32(serial);
        }

        WriteField(ref buffer, HeaderField.Destination, 's', Destination);
        WriteField(ref buffer, HeaderField.Sender, 's', Sender);
        if (Signature.Length > 0)
        {
            BeginField(ref buffer, HeaderField.Signature, 'g');
            buffer.WriteSignature(Signature);
        }

        buffer.PatchUInt32(start - 4, (uint)(buffer.Position - start));
        buffer.Align(8);
    }

    private static void WriteField(ref WireBuffer buffer, HeaderField field, char type, string? value)
    {
        if (value is null) return;
        BeginField(ref buffer, field, type);
        buffer.WriteString(value);
    }

    private static void BeginField(ref WireBuffer buffer, HeaderField field, char type)
    {
        buffer.Align(8);
        buffer.WriteByte((byte)field);
        buffer.WriteSignature(type);
    }

    private static void Check(string? value, StringKind kind, string name)
    {
        if (value is not null && !ValidTexts.Contains(value, kind)) throw new ArgumentException($"'{value}' is not a valid {name}.");
    }
}
