using System.Globalization;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Plausibility;

/// <summary>
/// Compares the charge that flowed with the change of the remaining capacity: the check on the sign of the current that
/// needs no state byte. A value that is passed in and out; the same snapshots give the same answers.
/// </summary>
/// <remarks>
/// Small amounts prove nothing, since the capacity is rounded. A window therefore lasts until
/// <see cref="EnoughShare"/> of the capacity has flowed. It begins anew after a gap, and when the BMS sets its capacity
/// to another value at once, as it does when the pack is full.
/// </remarks>
public sealed record CapacitySlope
{
    /// <summary>Charge that has to flow before anything is said, as a share of the capacity. We chose it.</summary>
    public const double EnoughShare = 0.01;

    /// <summary>The same for packs whose capacity is not known, and the least for all, Ah: five steps of 0.1 Ah.</summary>
    public const double EnoughAh = 0.5;

    /// <summary>Snapshots further apart do not tell what flowed between them.</summary>
    public static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(60);

    /// <summary>The current of the last snapshot, A, positive = charging; null before the first.</summary>
    public Measured<double>? LastCurrent { get; init; }

    /// <summary>The remaining capacity of the last snapshot, Ah.</summary>
    public double LastRemainingAh { get; init; }

    /// <summary>The remaining capacity when this window began, Ah.</summary>
    public double StartRemainingAh { get; init; }

    /// <summary>What flowed in since then by the current, Ah.</summary>
    public double FlowedAh { get; init; }

    /// <summary>Nothing seen yet.</summary>
    public static CapacitySlope Start { get; } = new();

    /// <summary>Takes the next snapshot.</summary>
    /// <returns>The value for the next call, and the contradiction if this window ended with one.</returns>
    public (CapacitySlope Next, Contradiction? Found) Step(BatterySnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (snapshot is not { Current: { } current, RemainingAh: { Value: var remaining } })
            return (this, null);

        CapacitySlope fresh = new() { LastCurrent = current, LastRemainingAh = remaining, StartRemainingAh = remaining };
        if (LastCurrent is not { } last || current.At - last.At > LongestGap || current.At < last.At)
            return (fresh, null);
        if (current.At == last.At)
            return (this, null);

        double enough = Math.Max(EnoughAh, EnoughShare * ((snapshot.FullAh ?? snapshot.DesignAh)?.Value ?? 0));
        if (Math.Abs(remaining - LastRemainingAh) > enough)
            return (fresh, null);

        double flowed = FlowedAh + (last.Value + current.Value) / 2 * (current.At - last.At).TotalHours;
        if (Math.Abs(flowed) < enough)
            return (this with { LastCurrent = current, LastRemainingAh = remaining, FlowedAh = flowed }, null);

        double changed = remaining - StartRemainingAh;
        bool isOpposite = Math.Sign(changed) == -Math.Sign(flowed) && Math.Abs(changed) > enough / 2;
        return (fresh, isOpposite ? new Contradiction(ContradictionCodes.CapacitySlope, Describe(flowed, changed)) : null);
    }

    private static string Describe(double flowed, double changed) => string.Create(
        CultureInfo.InvariantCulture,
        $"By the current, {flowed:F2} Ah flowed into the pack; its remaining capacity changed by {changed:F2} Ah.");
}
