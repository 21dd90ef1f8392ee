using BtBattery.Aggregation.Charging.Currents;
using BtBattery.Aggregation.Charging.RightBanks;
using BtBattery.Aggregation.Energy.Histories;

namespace BtBattery.Driver.State;

/// <summary>What is kept of a bank over restarts. To keep one more thing: a property here or in <see cref="BatteryRecord"/>, a row in <see cref="StateParts"/>.</summary>
public sealed record BankRecord
{
    /// <summary>Nothing is known.</summary>
    /// <param name="members">How many batteries the bank has.</param>
    public static BankRecord Empty(int members) => new() { Batteries = [.. Enumerable.Repeat(BatteryRecord.Empty, members)] };

    /// <summary>Whether other devices agreed with the bank.</summary>
    public RightBankMemory? RightBank { get; init; }

    /// <summary>Limits as they were given last, and what was learned of how batteries in parallel share their current.</summary>
    public CurrentMemory? Currents { get; init; }

    /// <summary>What was counted.</summary>
    public HistoryMemory? History { get; init; }

    /// <summary>Each battery; battery 1 first.</summary>
    public required IReadOnlyList<BatteryRecord> Batteries { get; init; }
}
