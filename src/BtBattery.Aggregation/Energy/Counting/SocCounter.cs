using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Energy.Counting;

/// <summary>
/// Counts what flows in and out of one battery, where its owner wants that in place of what its BMS reports. Pure; it goes by the moments of the readings, so
/// it does not matter how often it is asked.
/// </summary>
/// <remarks>
/// <para>
/// Between two currents that are no further apart than the deadline, a straight line is counted. A longer gap is not bridged by a guess: the BMS went on counting
/// meanwhile, so the change of what it says remains is taken for what flowed. Where it does not say, or may have set its own count to full or empty in
/// between, counting begins anew with what it reports; where it reports nothing, the state of charge is unknown until the battery is full or empty.
/// </para>
/// <para>Waiting makes nothing known: without a new reading the answer is the same, as old as it was.</para>
/// </remarks>
public static class SocCounter
{
    /// <summary>
    /// How far below MAX_CELL_VOLTAGE per cell a battery may be and count as full, V: chargers and boards measure differently, and cables take their share. We
    /// chose it.
    /// </summary>
    public const double FullToleranceVolts = 0.03;

    /// <summary>Below this share of its capacity it is no longer the battery that was full. We chose it.</summary>
    public const double SyncedShare = 0.95;

    /// <summary>A count of the BMS this near to full or empty, as a share of the capacity, may have been set there. We chose it.</summary>
    public const double EndShare = 0.01;

    /// <summary>For so long the lowest cell has to be empty: a load that starts pulls a cell down for seconds. We chose it.</summary>
    public static readonly TimeSpan EmptyAfter = TimeSpan.FromSeconds(30);

    /// <summary>Counts.</summary>
    /// <param name="member">The battery in this turn.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="memory">Of the turn before.</param>
    public static SocDecision Decide(MemberView member, SocSettings settings, SocMemory memory)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(memory);
        if (!settings.IsCounted)
        {
            return new(member, SocMemory.Empty, false);
        }

        if (member.Fresh(member.Snapshot.Current) is not { } current || member.InstalledAh is not { Value: > 0 and var capacity })
        {
            return new(Showing(member, null, null), memory, false);
        }

        SocMemory next = Step(member, settings, memory, current, capacity);
        bool isEvent = next.Origin != memory.Origin || next.Syncs != memory.Syncs || (memory.RemainingAh is null && next.RemainingAh is not null);
        return next.RemainingAh is not double counted
            ? new(Showing(member, null, null), next, isEvent)
            : new(Showing(member, new(Math.Min(counted, capacity), current.At), capacity), next, isEvent);
    }

    private static SocMemory Step(MemberView member, SocSettings settings, SocMemory memory, Measured<double> current, double capacity)
    {
        // A moment that is still to come is none of this clock.
        MonotonicTime? last = memory.At <= member.Now ? memory.At : null;
        if (current.At <= last)
        {
            return memory;
        }

        bool isSeamless = last is { } before && current.At - before <= member.Deadline;
        double? reported = member.Fresh(member.Snapshot.RemainingAh) is { Value: >= 0 } says ? says.Value : null;
        SocMemory counted = isSeamless && memory.RemainingAh is double remaining
            ? memory with { RemainingAh = Math.Clamp(remaining + Flow.Net(memory.Amps, current.Value, current.At - last!.Value), 0, capacity) }
            : Begin(member, memory, reported, capacity);
        MonotonicTime? since = isSeamless ? memory.FullSince ?? current.At : current.At;
        MonotonicTime? emptySince = isSeamless ? memory.EmptySince ?? current.At : current.At;
        counted = counted with
        {
            At = current.At,
            Amps = current.Value,
            ReportedAh = reported,
            FullSince = LooksFull(member, settings, current.Value, capacity) ? since : null,
            EmptySince = HasEmptyCell(member, settings, current.Value) ? emptySince : null,
        };
        return counted.FullSince is { } full && current.At - full >= settings.FullAfter ? Synced(counted, capacity)
            : IsStoppedEmpty(member, current.Value) || (counted.EmptySince is { } empty && current.At - empty >= EmptyAfter)
                ? counted with { RemainingAh = 0, Origin = SocOrigin.Empty, BridgedAh = 0, IsSynced = false }
            : counted with { IsSynced = counted.IsSynced && counted.RemainingAh >= SyncedShare * capacity };
    }

    private static SocMemory Synced(SocMemory counted, double capacity) => counted with
    {
        RemainingAh = capacity,
        Origin = SocOrigin.Full,
        BridgedAh = 0,
        IsSynced = true,
        Syncs = counted.IsSynced ? counted.Syncs : counted.Syncs + 1,
    };

    /// <summary>Goes on after a gap, or begins.</summary>
    private static SocMemory Begin(MemberView member, SocMemory memory, double? reported, double capacity)
    {
        if (memory is { RemainingAh: double before, ReportedAh: double then }
            && reported is double now
            && now > EndShare * capacity
            && now < (1 - EndShare) * capacity
            && before + now - then is >= 0 and var bridged
            && bridged <= capacity)
        {
            return memory with { RemainingAh = bridged, BridgedAh = memory.BridgedAh + Math.Abs(now - then) };
        }

        double? begin = reported
            ?? (member.Fresh(member.Snapshot.SocPercent) is { Value: >= 0 and <= 100 } soc ? soc.Value / 100 * capacity : null);
        return memory with
        {
            RemainingAh = begin is double ah ? Math.Min(ah, capacity) : null,
            Origin = begin is null ? SocOrigin.Unknown : SocOrigin.Reported,
            BridgedAh = 0,
            IsSynced = false,
        };
    }

    /// <summary>At the top, and hardly any current: the pack is, or the BMS calls it full and a cell is.</summary>
    private static bool LooksFull(MemberView member, SocSettings settings, double amps, double capacity)
    {
        double full = settings.FullCellVolts - FullToleranceVolts;
        return Math.Abs(amps) <= settings.TailShare * capacity
            && (member.Fresh(member.Snapshot.Voltage)?.Value >= full * member.CellCount
                || (member.Fresh(member.Snapshot.SocPercent)?.Value >= 100 && member.Fresh(CellFigures.HighestVoltage(member.Snapshot))?.Value.Value >= full));
    }

    /// <summary>Only a battery that is not being charged is empty by its lowest cell.</summary>
    private static bool HasEmptyCell(MemberView member, SocSettings settings, double amps) =>
        amps <= 0 && member.Fresh(CellFigures.LowestVoltage(member.Snapshot))?.Value.Value <= settings.EmptyCellVolts;

    /// <summary>True while the BMS itself has stopped discharging for want of voltage: it has waited already.</summary>
    private static bool IsStoppedEmpty(MemberView member, double amps)
    {
        if (amps > 0 || member.Fresh(member.Snapshot.Protections) is not { } active)
        {
            return false;
        }

        for (int i = 0; i < active.Value.Count; i++)
        {
            if (active.Value[i] is { Level: ProtectionLevel.Alarm, Protection: Protection.CellUndervoltage or Protection.PackUndervoltage })
            {
                return true;
            }
        }

        return false;
    }

    private static MemberView Showing(MemberView member, Measured<double>? remaining, double? capacity) => member with
    {
        Snapshot = member.Snapshot with
        {
            RemainingAh = remaining,
            SocPercent = remaining is { } ah && capacity is double full ? new(100 * ah.Value / full, ah.At) : null,
        },
    };
}
