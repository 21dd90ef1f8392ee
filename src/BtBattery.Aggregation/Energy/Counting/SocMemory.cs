using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Energy.Counting;

/// <summary>What has to be remembered of a battery whose state of charge is counted; worth keeping over a restart.</summary>
public sealed record SocMemory
{
    /// <summary>Nothing counted yet.</summary>
    public static SocMemory Empty { get; } = new();

    /// <summary>What remains, Ah; null while it is not known.</summary>
    public double? RemainingAh { get; init; }

    /// <summary>Where that began.</summary>
    public SocOrigin Origin { get; init; }

    /// <summary>The moment of the last current that was counted; null if it was in another run of the machine, or there was none.</summary>
    public MonotonicTime? At { get; init; }

    /// <summary>That current, A, positive = charging.</summary>
    public double Amps { get; init; }

    /// <summary>What the BMS said remained at that time, Ah; null if it did not say.</summary>
    public double? ReportedAh { get; init; }

    /// <summary>What the BMS counted while it was out of sight, since <see cref="Origin"/>, Ah; the sum of the amounts, never negative.</summary>
    public double BridgedAh { get; init; }

    /// <summary>Since when it looks full; null if it does not.</summary>
    public MonotonicTime? FullSince { get; init; }

    /// <summary>Since when its lowest cell is empty; null if it is not.</summary>
    public MonotonicTime? EmptySince { get; init; }

    /// <summary>True from the moment it was full until it has been discharged noticeably.</summary>
    public bool IsSynced { get; init; }

    /// <summary>How often it was set to full.</summary>
    public int Syncs { get; init; }
}
