namespace BtBattery.DBus;

/// <summary>The text is not a list of D-Bus server addresses.</summary>
public sealed class DBusAddressException : DBusException
{
    /// <summary>Creates the exception with a sentence that quotes the faulty part.</summary>
    public DBusAddressException(string message)
        : base(message)
    {
    }
}
