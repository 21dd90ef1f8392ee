namespace BtBattery.DBus;

/// <summary>No connection could be made: the socket, the authentication or the greeting failed.</summary>
public sealed class DBusConnectException : DBusException
{
    /// <summary>Creates the exception with a sentence that names every address tried.</summary>
    public DBusConnectException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
