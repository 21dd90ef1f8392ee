namespace BtBattery.Bms.Recordings;

/// <summary>A recording cannot be read; the message is one plain sentence that says what is wrong and where.</summary>
public sealed class RecordingException : Exception
{
    /// <summary>Creates the exception without a reason.</summary>
    public RecordingException()
    {
    }

    /// <summary>Creates the exception with the reason.</summary>
    public RecordingException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with the reason and its cause.</summary>
    public RecordingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
