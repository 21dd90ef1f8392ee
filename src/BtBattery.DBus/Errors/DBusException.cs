namespace BtBattery.DBus;

/// <summary>The base of everything this library throws for reasons outside the program.</summary>
public abstract class DBusException : Exception
{
    /// <summary>Creates the exception with a sentence for people and the cause, if there is one.</summary>
    protected DBusException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
