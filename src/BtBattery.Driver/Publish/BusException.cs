namespace BtBattery.Driver.Publish;

/// <summary>The bus cannot be used. The message is a sentence for people.</summary>
public sealed class BusException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Nobody answers at an address.</summary>
    public static BusException NoBus(string address, Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new($"There is no D-Bus at {address}: {exception.Message}", exception);
    }
}
