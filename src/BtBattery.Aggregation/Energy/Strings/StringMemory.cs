using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Energy.Strings;

/// <summary>What has to be remembered of a string from one turn to the next.</summary>
/// <param name="RestingSince">Since when hardly any current flows; null if more does, or that is unknown.</param>
/// <param name="Soc">Whether its states of charge differ too much.</param>
/// <param name="Loss">Whether too much of its capacity is out of use.</param>
/// <param name="Voltage">Whether its voltages at rest differ too much.</param>
public sealed record StringMemory(MonotonicTime? RestingSince, DriftWatch Soc, DriftWatch Loss, DriftWatch Voltage)
{
    /// <summary>Nothing seen yet.</summary>
    public static StringMemory Empty { get; } = new(null, default, default, default);
}
