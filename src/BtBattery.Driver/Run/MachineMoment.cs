namespace BtBattery.Driver.Run;

/// <summary>A moment that outlives a process but not a start of the machine, and that no wall clock can move.</summary>
/// <param name="Boot">Names one start of the machine; no other start has the same.</param>
/// <param name="Uptime">Time since that start, suspended time included.</param>
public sealed record MachineMoment(string Boot, TimeSpan Uptime);
