using BtBattery.Aggregation.Model;
using BtBattery.Driver.Publish;

namespace BtBattery.Driver.Run;

/// <summary>Everything <see cref="DriverState"/> remembers between two turns.</summary>
internal sealed record DriverMemory
{
    public required BatterySnapshot Battery { get; init; }

    public required BatteryStatus Status { get; init; }

    public required string CustomName { get; init; }

    /// <summary>The number of the service; null for the configured one.</summary>
    public int? Instance { get; init; }

    public required Remarks Remarks { get; init; }

    public required FetSwitchControl Switch { get; init; }

    public PhoneRelease Release { get; init; } = PhoneRelease.None;

    /// <summary>When the driver started.</summary>
    public required MonotonicTime Started { get; init; }

    /// <summary>When the last turn was taken; null before the first.</summary>
    public required MonotonicTime? TurnAt { get; init; }
}
