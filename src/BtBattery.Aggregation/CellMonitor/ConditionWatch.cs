using BtBattery.Aggregation.Energy;
using BtBattery.Aggregation.Energy.Counting;
using BtBattery.Aggregation.Energy.Strings;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.CellMonitor;

/// <summary>Which condition a battery is in. A value that is passed in and out.</summary>
/// <param name="Condition">The condition; null while it cannot be told.</param>
/// <param name="RestingSince">Since when hardly any current flows; null if more does, or that is unknown.</param>
/// <param name="LoadedSince">Since when a large current is drawn; null if less is, or that is unknown.</param>
public readonly record struct ConditionWatch(CellCondition? Condition, MonotonicTime? RestingSince, MonotonicTime? LoadedSince)
{
    /// <summary>
    /// From this share of its capacity per hour a battery is under load. We chose it: 10 A of 100 Ah make a connection that is 1 mΩ worse than others stand out by 10 mV,
    /// well above the 1 mV step of the boards.
    /// </summary>
    public const double LoadShare = 0.1;

    /// <summary>Cells and current come in different frames: a load counts once both have shown it. We chose it.</summary>
    public static readonly TimeSpan LoadedAfter = TimeSpan.FromMinutes(1);

    /// <summary>After this turn.</summary>
    /// <param name="member">The battery.</param>
    /// <param name="cells">Its cells; null if they are not known.</param>
    /// <param name="rest">When it rests: the same rule as for strings.</param>
    /// <param name="full">When it is nearly full: current and voltage are those at which counting takes it for full.</param>
    /// <param name="now">The moment of this turn.</param>
    public ConditionWatch Step(MemberView member, BatteryCells? cells, StringSettings rest, SocSettings full, MonotonicTime now)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(rest);
        ArgumentNullException.ThrowIfNull(full);
        if (member.Fresh(member.Snapshot.Current) is not { Value: double amps } || member.InstalledAh is not { Value: double capacity })
        {
            return default;
        }

        MonotonicTime? resting = Rest.Since(amps, capacity, rest.RestShare, RestingSince, now);
        MonotonicTime? loaded = amps <= -LoadShare * capacity ? LoadedSince <= now ? LoadedSince : now : null;
        bool mayBeTop = Math.Abs(amps) <= full.TailShare * capacity;
        CellCondition? condition = loaded is { } since && since.AgeAt(now) >= LoadedAfter ? CellCondition.Load
            : mayBeTop && cells is null ? null
            : mayBeTop && cells!.Highest.Value >= full.FullCellVolts - SocCounter.FullToleranceVolts ? CellCondition.Top
            : resting is { } still && still.AgeAt(now) >= rest.RestedAfter ? CellCondition.Rest
            : CellCondition.Other;
        return new(condition, resting, loaded);
    }
}
