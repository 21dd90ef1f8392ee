namespace BtBattery.Driver.Polling;

/// <summary>Nothing helped, and the owner wants the program to end then, for its supervisor to start it anew. The message says why.</summary>
public sealed class DriverLeavesException(string message) : Exception(message);
