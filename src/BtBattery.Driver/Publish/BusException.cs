namespace BtBattery.Driver.Publish;

/// <summary>The bus cannot be used. The message is a sentence for people.</summary>
public sealed class BusException(string message, Exception? innerException = null) : Exception(message, innerException);
