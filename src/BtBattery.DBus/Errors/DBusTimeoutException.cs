namespace BtBattery.DBus;

/// <summary>No answer came before the deadline.</summary>
public sealed class DBusTimeoutException : DBusException
{
    /// <summary>Creates the exception with a sentence that says what was waited for.</summary>
    public DBusTimeoutException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
