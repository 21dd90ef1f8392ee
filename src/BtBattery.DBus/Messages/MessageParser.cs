using System.Buffers.Binary;

namespace BtBattery.DBus;

/// <summary>
/// Bytes to message (D-Bus specification, "Message Format"). Throws <see cref="DBusProtocolException"/> and nothing else.
/// </summary>
internal static class MessageParser
{
    private const string LocalPath = "/org/freedesktop/DBus/Local";
    private const string LocalInterface = "org.freedesktop.DBus.Local";

    internal static Message Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < WireLimits.FixedHeaderLength || bytes.Length != LengthOf(bytes))
            DBusProtocolException.Throw("The bytes are not exactly one message.");

        bool isBigEndian = bytes[0] == (byte)'B';
        var message = new Message
        {
            IsBigEndian = isBigEndian,
            Type = (MessageType)bytes[1],
            Flags = (MessageFlags)bytes[2],
            Serial = ReadUInt32(bytes, 8),
        };
        if (message.Type == MessageType.Invalid) DBusProtocolException.Throw("The message type is 0.");
        if (message.Serial == 0) DBusProtocolException.Throw("The serial number is 0.");

        // That many there are: the length of the message was worked out from it.
        int end = WireLimits.FixedHeaderLength + (int)ReadUInt32(bytes, 12);
        ReadOnlySpan<byte> fields = bytes[WireLimits.FixedHeaderLength..end];
        if (!KnownHeader.TryRead(fields, message))
        {
            var header = new WireCursor(bytes, isBigEndian, position: 12);
            ReadHeaderFields(ref header, message);
            CheckRequiredFields(message);
            KnownHeader.Keep(fields, message);
        }

        var cursor = new WireCursor(bytes, isBigEndian, end);
        cursor.Align(8);
        ReadOnlySpan<byte> body = bytes[cursor.Position..];
        CheckBody(body, message);
        message.Body = body.ToArray();
        return message;
    }

    /// <summary>
    /// The length in bytes of the message that starts with these bytes, of which there must be at least
    /// <see cref="WireLimits.FixedHeaderLength"/>. Never more than the limit of the specification.
    /// </summary>
    internal static int LengthOf(ReadOnlySpan<byte> start)
    {
        if (start[0] is not ((byte)'l' or (byte)'B')) DBusProtocolException.Throw("The byte order is neither 'l' nor 'B'.");
        if (start[3] != 1) DBusProtocolException.Throw($"The protocol version is {start[3]}, not 1.");
        uint bodyLength = ReadUInt32(start, 4);
        uint fieldsLength = ReadUInt32(start, 12);
        if (fieldsLength > WireLimits.MaxArrayLength) DBusProtocolException.Throw("The header is longer than 64 MiB.");
        long headerLength = (WireLimits.FixedHeaderLength + (long)fieldsLength + 7) & ~7L;
        long length = headerLength + bodyLength;
        if (length > WireLimits.MaxMessageLength) DBusProtocolException.Throw("The message is longer than 128 MiB.");
        return (int)length;
    }

    private static uint ReadUInt32(ReadOnlySpan<byte> start, int offset) => start[0] == (byte)'B'
        ? BinaryPrimitives.ReadUInt32BigEndian(start[offset..])
        : BinaryPrimitives.ReadUInt32LittleEndian(start[offset..]);

    private static void ReadHeaderFields(ref WireCursor cursor, Message message)
    {
        int end = cursor.ReadArrayEnd('(');
        uint seen = 0;
        while (cursor.Position < end)
        {
            cursor.Align(8);
            byte code = cursor.ReadByte();
            string signature = cursor.ReadVariantSignature();
            if (code is > (byte)HeaderField.UnixFds)
            {
                // Fields of later versions are passed over (array, struct and variant are around the value).
                int position = 0;
                WireValidator.Skip(ref cursor, signature, ref position, depth: 3);
                continue;
            }

            if ((seen & (1u << code)) != 0) DBusProtocolException.Throw($"Header field {(HeaderField)code} appears twice.");
            seen |= 1u << code;
            if (signature.Length != 1 || signature[0] != TypeOf((HeaderField)code))
                DBusProtocolException.Throw($"Header field {(HeaderField)code} has the type '{signature}'.");
            ReadHeaderField(ref cursor, (HeaderField)code, message);
        }

        if (cursor.Position != end) DBusProtocolException.Throw("The header ends inside a field.");
    }

    private static char TypeOf(HeaderField field) => field switch
    {
        HeaderField.Path => 'o',
        HeaderField.Signature => 'g',
        HeaderField.ReplySerial or HeaderField.UnixFds => 'u',
        HeaderField.Invalid => '\0', // No value fits: the field is an error.
        _ => 's',
    };

    private static void ReadHeaderField(ref WireCursor cursor, HeaderField field, Message message)
    {
        switch (field)
        {
            case HeaderField.Path: message.Path = ReadPath(ref cursor); break;
            case HeaderField.Interface: message.Interface = ReadInterface(ref cursor); break;
            case HeaderField.Member: message.Member = cursor.ReadName(StringKind.Member, "member name"); break;
            case HeaderField.ErrorName: message.ErrorName = cursor.ReadName(StringKind.Interface, "error name"); break;
            case HeaderField.ReplySerial: message.ReplySerial = ReadReplySerial(ref cursor); break;
            case HeaderField.Destination: message.Destination = cursor.ReadName(StringKind.Bus, "bus name"); break;
            case HeaderField.Sender: message.Sender = cursor.ReadName(StringKind.Bus, "bus name"); break;
            case HeaderField.Signature: message.Signature = cursor.ReadSignature(); break;
            case HeaderField.UnixFds: message.UnixFds = cursor.ReadUInt32(); break;
            default: break;
        }
    }

    private static string ReadPath(ref WireCursor cursor)
    {
        string path = cursor.ReadObjectPath();
        if (path == LocalPath) DBusProtocolException.Throw($"The path {LocalPath} is reserved.");
        return path;
    }

    private static string ReadInterface(ref WireCursor cursor)
    {
        string name = cursor.ReadName(StringKind.Interface, "interface name");
        if (name == LocalInterface) DBusProtocolException.Throw($"The interface {LocalInterface} is reserved.");
        return name;
    }

    private static uint ReadReplySerial(ref WireCursor cursor)
    {
        uint serial = cursor.ReadUInt32();
        if (serial == 0) DBusProtocolException.Throw("The reply serial number is 0.");
        return serial;
    }

    private static void CheckRequiredFields(Message message)
    {
        bool isComplete = message.Type switch
        {
            MessageType.MethodCall => message.Path is not null && message.Member is not null,
            MessageType.Signal => message.Path is not null && message.Interface is not null && message.Member is not null,
            MessageType.MethodReturn => message.ReplySerial is not null,
            MessageType.Error => message.ReplySerial is not null && message.ErrorName is not null,
            _ => true,
        };
        if (!isComplete) DBusProtocolException.Throw($"A required header field of a {message.Type} is missing.");
    }

    private static void CheckBody(ReadOnlySpan<byte> body, Message message)
    {
        var cursor = new WireCursor(body, message.IsBigEndian);
        WireValidator.SkipAll(ref cursor, message.Signature);
        if (!cursor.IsAtEnd) DBusProtocolException.Throw($"The body is longer than its signature '{message.Signature}'.");
    }
}
