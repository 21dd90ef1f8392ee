using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Bench;

/// <summary>One second of a run as it truly was, and what was allowed. Made by a <see cref="Lookout"/>, or by hand.</summary>
internal sealed record Sight
{
    /// <summary>Since the start of the run.</summary>
    public required TimeSpan Now { get; init; }

    /// <summary>The packs, battery 1 first.</summary>
    public required IReadOnlyList<PackSight> Packs { get; init; }

    /// <summary>V of the bank.</summary>
    public double Volts { get; init; }

    /// <summary>A into the bank; negative: out of it.</summary>
    public double Amps { get; init; }

    /// <summary>What is allowed now.</summary>
    public required PublishedLimits Published { get; init; }

    /// <summary>The most that was allowed within the last two cycles of the system, each limit by itself: what it may still act on. A limit is null
    /// if it was invalid all the time.</summary>
    public PublishedLimits Acted { get; init; }

    /// <summary>Chargers and loads.</summary>
    public SystemSight System { get; init; } = new();

    /// <summary>Age of the oldest reading in any value that is called valid; null if there is none or it is judged elsewhere.</summary>
    public TimeSpan? OldestValue { get; init; }

    /// <summary>What the controller did so far that must never happen.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Why CVL, CCL and DCL are what they are; null where nobody says.</summary>
    public (string? Cvl, string? Ccl, string? Dcl) Causes { get; init; }

    /// <summary>
    /// True if the charge current that flows is what was allowed: chargers are not above the charge current they were told, or, where the
    /// system feeds in and so does not obey that, not above the charge voltage. What flows without leave is not held against the controller.
    /// </summary>
    public bool IsChargeAllowed => System.FeedsIn
        ? Acted.Cvl is double volts && Volts <= volts + Bounds.FeedInVolts
        : Acted.Ccl is double amps && amps > 0 && Amps <= amps + Bounds.RoundingAmps;

    /// <summary>True if the discharge current that flows is no more than was allowed.</summary>
    public bool IsDischargeAllowed => Acted.Dcl is double amps && amps > 0 && -Amps <= amps + Bounds.RoundingAmps;
}
