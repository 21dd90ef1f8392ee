using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Plausibility;

namespace BtBattery.Driver.Polling;

/// <summary>Everything <see cref="PolledBattery"/> remembers between two rounds.</summary>
internal sealed record PolledBatteryState
{
    public required BatterySnapshot Snapshot { get; init; }

    public required BatteryStatus Status { get; init; }

    public required CapacitySlope Slope { get; init; }

    public required SwitchWish? Wish { get; init; }

    public required bool IsWishHandedOver { get; init; }

    public required SwitchReport? Report { get; init; }

    /// <summary>Id of the family spoken on the link that is up; null if none is.</summary>
    public required string? Family { get; init; }

    /// <summary>What the conversation on that link has learned.</summary>
    public required IReadOnlyDictionary<string, string> Conversation { get; init; }

    /// <summary>What survives a reconnect.</summary>
    public required IReadOnlyDictionary<string, string> Memory { get; init; }

    /// <summary>What was asked on that link and may still be answered.</summary>
    public required IReadOnlyDictionary<string, string> Questions { get; init; }
}
