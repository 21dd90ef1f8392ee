namespace BtBattery.Bms.Framing;

/// <summary>
/// A checked frame whose content does not have the shape that its register prescribes. Decoders throw it; the
/// conversation counts it as <see cref="BadFrame.Contents"/>, so it never leaves a conversation.
/// </summary>
public sealed class MalformedReplyException : Exception
{
    /// <summary>Creates the exception without a reason.</summary>
    public MalformedReplyException()
    {
    }

    /// <summary>Creates the exception with the reason.</summary>
    public MalformedReplyException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with the reason and its cause.</summary>
    public MalformedReplyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
