namespace BtBattery.World.Tests;

/// <summary>How far a soak has come.</summary>
/// <param name="Time">Simulated time so far.</param>
/// <param name="Faults">Faults that have begun.</param>
/// <param name="Recoveries">Times that a battery was live again.</param>
/// <param name="Problems">Laws broken.</param>
internal sealed record SoakProgress(TimeSpan Time, int Faults, int Recoveries, int Problems);
