namespace BtBattery.Driver.State;

/// <summary>What was said of the limits.</summary>
/// <param name="WereValid">True if they were given.</param>
public sealed record LimitsKept(bool WereValid);
