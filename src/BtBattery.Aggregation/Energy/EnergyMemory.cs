using BtBattery.Aggregation.Energy.Histories;
using BtBattery.Aggregation.Energy.Strings;
using BtBattery.Aggregation.Energy.Times;

namespace BtBattery.Aggregation.Energy;

/// <summary>What has to be remembered of a bank from one turn to the next.</summary>
/// <param name="Mean">Its smoothed current.</param>
/// <param name="LowSoc">Level of the warning of a low state of charge: 0 to 2.</param>
/// <param name="Strings">Each joint in series, the outer ones first.</param>
/// <param name="History">What was counted; worth keeping over a restart.</param>
public sealed record EnergyMemory(CurrentMean Mean, int LowSoc, StringMemory[] Strings, HistoryMemory History)
{
    /// <summary>Nothing seen yet.</summary>
    public static EnergyMemory Empty { get; } = new(CurrentMean.Empty, 0, [], HistoryMemory.Empty);
}
