namespace BtBattery.Driver.Polling;

/// <summary>Nothing helped, and the program ends for its supervisor to start it anew: as the owner wants it with a silent link, and always with a disk that does not answer. The message says why.</summary>
public sealed class DriverLeavesException(string message) : Exception(message);
