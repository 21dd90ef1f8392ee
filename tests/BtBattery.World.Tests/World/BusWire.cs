using System.Buffers.Binary;
using System.Text;
using BtBattery.DBus;

namespace BtBattery.World.Tests;

/// <summary>Messages and match rules as a bus needs them: it passes messages on that it did not make.</summary>
internal static class BusWire
{
    public delegate void WriteBody(ref MessageWriter writer);

    /// <summary>The bytes of a received message with a header that was made for it, or for one that differs in flags, serial number and body only.</summary>
    /// <param name="header">What <see cref="EncodeHeader"/> made.</param>
    /// <param name="message">The message.</param>
    /// <param name="buffer">Where they are written; a larger one if they need it.</param>
    public static ReadOnlySpan<byte> Encode(ReadOnlySpan<byte> header, Message message, ref byte[] buffer)
    {
        int length = header.Length + message.Body.Length;
        if (length > buffer.Length)
        {
            buffer = new byte[2 * length];
        }

        Span<byte> bytes = buffer.AsSpan(0, length);
        header.CopyTo(bytes);
        message.Body.Span.CopyTo(bytes[header.Length..]);
        bytes[2] = (byte)message.Flags;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], (uint)message.Body.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[8..], message.Serial);
        return bytes;
    }

    /// <summary>All of it but the body, up to where that starts.</summary>
    public static byte[] EncodeHeader(Message message)
    {
        var header = new MessageHeader(message.Type)
        {
            Path = message.Path,
            Interface = message.Interface,
            Member = message.Member,
            ErrorName = message.ErrorName,
            ReplySerial = message.ReplySerial,
            Destination = message.Destination,
            Sender = message.Sender,
            Signature = message.Signature,
        };
        WireBuffer buffer = WireBuffer.Create();
        header.Write(ref buffer);
        byte[] bytes = buffer.Written.ToArray();
        buffer.Release();
        return bytes;
    }

    /// <summary>The bytes of a message of the bus itself.</summary>
    public static byte[] Make(MessageHeader header, uint serial, WriteBody? write)
    {
        var writer = new MessageWriter(header);
        write?.Invoke(ref writer);
        byte[] bytes = writer.Finish(serial).ToArray();
        writer.Dispose();
        return bytes;
    }

    /// <summary>Reads the text form of a rule (D-Bus specification, "Match Rules").</summary>
    public static MatchRule ParseRule(string text)
    {
        var rule = new MatchRule { Type = null };
        for (int at = 0; at < text.Length; at++)
        {
            int equals = text.IndexOf('=', at);
            string key = text[at..equals];
            string value = ReadValue(text, equals + 1, out at);
            rule = With(rule, key, value);
        }

        return rule;
    }

    private static MatchRule With(MatchRule rule, string key, string value) => key switch
    {
        "type" => rule with { Type = value == "signal" ? MessageType.Signal : throw Unknown(key, value) },
        "sender" => rule with { Sender = value },
        "interface" => rule with { Interface = value },
        "member" => rule with { Member = value },
        "path" => rule with { Path = value },
        "path_namespace" => rule with { PathNamespace = value },
        "destination" => rule with { Destination = value },
        "arg0namespace" => rule with { Arg0Namespace = value },
        "arg0" => rule with { Arg0 = value },
        _ => throw Unknown(key, value),
    };

    private static NotSupportedException Unknown(string key, string value) => new($"The bus of the tests knows no match on {key}='{value}'.");

    /// <summary>Quoted parts stand for themselves; outside of them a backslash before an apostrophe gives one.</summary>
    private static string ReadValue(string text, int start, out int end)
    {
        var value = new StringBuilder();
        bool isQuoted = false;
        for (end = start; end < text.Length && (isQuoted || text[end] != ','); end++)
        {
            if (text[end] == '\'')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && text[end] == '\\' && end + 1 < text.Length && text[end + 1] == '\'')
            {
                value.Append('\'');
                end++;
            }
            else
            {
                value.Append(text[end]);
            }
        }

        return value.ToString();
    }
}
