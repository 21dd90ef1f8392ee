namespace BtBattery.DBus;

/// <summary>An error reply: received for a call, or thrown by a handler to answer with this error.</summary>
public sealed class DBusErrorException : DBusException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="errorName">Name of the error, for instance one of <see cref="DBusErrorNames"/>.</param>
    /// <param name="message">The sentence that travels with it; may be empty.</param>
    /// <exception cref="ArgumentException">The name is not a valid error name.</exception>
    public DBusErrorException(string errorName, string message)
        : base(message)
    {
        if (!InterfaceName.IsValid(errorName))
            throw new ArgumentException($"'{errorName}' is not a valid D-Bus error name.", nameof(errorName));
        ErrorName = errorName;
    }

    /// <summary>Name of the error, for instance "org.freedesktop.DBus.Error.UnknownObject".</summary>
    public string ErrorName { get; }
}
