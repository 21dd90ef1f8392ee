namespace BtBattery.DBus;

/// <summary>A received message. It is complete and valid, and owns its body: keep it as long as you like.</summary>
public sealed class Message
{
    internal Message()
    {
    }

    /// <summary>What kind of message it is; may be a number this library does not know.</summary>
    public MessageType Type { get; internal set; }

    /// <summary>Its flags; unknown bits are kept.</summary>
    public MessageFlags Flags { get; internal set; }

    /// <summary>The sender's number of this message; never 0.</summary>
    public uint Serial { get; internal set; }

    /// <summary>For an answer the number of the call it answers; else null.</summary>
    public uint? ReplySerial { get; internal set; }

    /// <summary>The object called, or the object that emits; null in answers.</summary>
    public string? Path { get; internal set; }

    /// <summary>The interface; null in answers, and in calls that leave it out.</summary>
    public string? Interface { get; internal set; }

    /// <summary>The method or signal; null in answers.</summary>
    public string? Member { get; internal set; }

    /// <summary>Name of the error; null if this is not an error.</summary>
    public string? ErrorName { get; internal set; }

    /// <summary>The bus name it was sent to; null for broadcasts.</summary>
    public string? Destination { get; internal set; }

    /// <summary>The unique name of the sender, set by the bus; null without a bus.</summary>
    public string? Sender { get; internal set; }

    /// <summary>Types of the arguments; "" if there are none.</summary>
    public string Signature { get; internal set; } = "";

    /// <summary>Number of file descriptors the sender says it passed. This library never receives any.</summary>
    public uint UnixFds { get; internal set; }

    /// <summary>True if the sender writes numbers with the most significant byte first.</summary>
    public bool IsBigEndian { get; internal set; }

    /// <summary>What is kept of its header, which is the same object for equal headers while it is kept; null for one that is not, such as that of an answer.</summary>
    internal KnownHeader? Header { get; set; }

    /// <summary>The arguments as they came.</summary>
    public ReadOnlyMemory<byte> Body { get; internal set; }

    /// <summary>Reads one whole message from its bytes.</summary>
    /// <exception cref="DBusProtocolException">The bytes are not exactly one valid message.</exception>
    public static Message Parse(ReadOnlySpan<byte> bytes) => MessageParser.Parse(bytes);

    /// <summary>A reader that stands before the first argument. Each call gives a new one.</summary>
    public MessageReader GetReader() => new(this);

    /// <summary>One line for logs: kind, address and signature, not the content.</summary>
    public override string ToString() => Type switch
    {
        MessageType.MethodCall or MessageType.Signal => $"{Type} {Serial} {Sender} {Path} {Interface}.{Member}({Signature})",
        MessageType.Error => $"{Type} {Serial} {Sender} {ErrorName}({Signature}) to {ReplySerial}",
        _ => $"{Type} {Serial} {Sender} ({Signature}) to {ReplySerial}",
    };

    /// <summary>The first argument if it is a text, which is the sentence of an error; else "".</summary>
    internal string FirstText() => Signature.StartsWith('s') ? GetReader().ReadString() : "";
}
