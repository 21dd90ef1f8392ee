namespace BtBattery.Driver.Flights;

/// <summary>A file is no recording that can be played. The message is a sentence for people.</summary>
public sealed class FlightFormatException(string message, Exception? innerException = null) : Exception(message, innerException);
