namespace BtBattery.DBus;

/// <summary>The connection is closed; the message says why, the inner exception (if any) is the cause.</summary>
public sealed class DBusDisconnectedException : DBusException
{
    /// <summary>Creates the exception with the reason.</summary>
    public DBusDisconnectedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>A new exception with the same reason, so that the stack traces of those who are told do not mix.</summary>
    internal DBusDisconnectedException Again() => new(Message, InnerException ?? this);
}
