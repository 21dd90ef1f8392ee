using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Energy.Histories;

/// <summary>
/// Counts what happens to a bank; one battery is a bank of one. Pure. Only fresh readings count, and it goes by their moments, so it does not matter how often it is
/// asked. What flows while nothing is seen is not counted: the sums are what was seen at least.
/// </summary>
public static class HistoryCounter
{
    /// <summary>From this SoC on the bank is full, %: boards that report whole numbers say 100.</summary>
    public const double FullPercent = 99.5;

    /// <summary>Below this, %, a discharge has begun. We chose it.</summary>
    public const double DischargedPercent = 95;

    /// <summary>Down from here it is empty, %.</summary>
    public const double EmptyPercent = 0.5;

    /// <summary>Above this, %, it is no longer empty. We chose it.</summary>
    public const double RechargedPercent = 10;

    private static readonly Protection[] s_low = [Protection.PackUndervoltage, Protection.CellUndervoltage];

    private static readonly Protection[] s_high = [Protection.PackOvervoltage, Protection.CellOvervoltage];

    /// <summary>Counts.</summary>
    /// <param name="bank">The bank in this turn.</param>
    /// <param name="members">Its batteries.</param>
    /// <param name="longestGap">Between currents that are further apart nothing is counted.</param>
    /// <param name="memory">Of the turn before.</param>
    /// <param name="now">The moment of this turn.</param>
    public static HistoryDecision Decide(BankView bank, ReadOnlySpan<MemberView> members, TimeSpan longestGap, HistoryMemory memory, MonotonicTime now)
    {
        ArgumentNullException.ThrowIfNull(bank);
        ArgumentNullException.ThrowIfNull(memory);
        HistoryMemory next = WithRanges(WithSoc(WithFlow(memory, bank, longestGap, now), bank, now), bank);
        next = WithAlarms(next, members, isComplete: bank.Offline == 0);
        bool isEvent = (next.Discharges, next.FullDischarges, next.LowVoltageAlarms, next.HighVoltageAlarms, next.IsFull)
            != (memory.Discharges, memory.FullDischarges, memory.LowVoltageAlarms, memory.HighVoltageAlarms, memory.IsFull);
        bool isNew = isEvent
            || (next.TotalAhDrawn, next.ChargedKwh, next.DischargedKwh, next.DeepestDischargeAh, next.LastDischargeAh)
            != (memory.TotalAhDrawn, memory.ChargedKwh, memory.DischargedKwh, memory.DeepestDischargeAh, memory.LastDischargeAh)
            || !next.Voltage.HasSameRecords(memory.Voltage)
            || !next.Cells.HasSameRecords(memory.Cells)
            || !next.Temperatures.HasSameRecords(memory.Temperatures);
        return new(isNew && next.DirtySince is null ? next with { DirtySince = now } : next, isEvent);
    }

    private static HistoryMemory WithFlow(HistoryMemory memory, BankView bank, TimeSpan longestGap, MonotonicTime now)
    {
        // A moment that is still to come is none of this clock.
        MonotonicTime? last = memory.FlowAt <= now ? memory.FlowAt : null;
        if (bank.Current is not { } current || current.At <= last)
        {
            return memory;
        }

        double? watts = bank.Voltage is { } voltage ? voltage.Value * current.Value : null;
        HistoryMemory next = memory with { FlowAt = current.At, FlowAmps = current.Value, FlowWatts = watts };
        if (last is not { } before || current.At - before > longestGap)
        {
            return next;
        }

        TimeSpan between = current.At - before;
        double drawn = Flow.Between(memory.FlowAmps, current.Value, between).Out;
        (double In, double Out) energy = memory.FlowWatts is double was && watts is double become ? Flow.Between(was, become, between) : default;
        return drawn == 0 && energy == default
            ? next
            : next with
            {
                TotalAhDrawn = memory.TotalAhDrawn - drawn,
                ChargedKwh = memory.ChargedKwh + energy.In / 1000,
                DischargedKwh = memory.DischargedKwh + energy.Out / 1000,
            };
    }

    /// <summary>Full, empty and how deep: each needs two readings in a row, so that an odd one leaves no mark.</summary>
    private static HistoryMemory WithSoc(HistoryMemory memory, BankView bank, MonotonicTime now)
    {
        MonotonicTime? last = memory.SocAt <= now ? memory.SocAt : null;
        if (bank.SocPercent is not { } soc || soc.At <= last)
        {
            return memory;
        }

        double? consumed = BankFigures.ConsumedAh(bank)?.Value;
        double? depth = consumed is double one && memory.ConsumedAh is double other ? Math.Max(one, other) : null;
        double lower = Math.Min(soc.Value, memory.Soc ?? soc.Value);
        double higher = Math.Max(soc.Value, memory.Soc ?? soc.Value);
        HistoryMemory next = memory with { Soc = soc.Value, SocAt = soc.At, ConsumedAh = consumed };
        if (memory.Soc is null)
        {
            return next;
        }

        bool isDischarge = memory.IsFull && higher < DischargedPercent;
        bool isFull = !memory.IsFull && lower >= FullPercent;
        bool isEmpty = !memory.IsEmpty && higher <= EmptyPercent;
        bool isCycle = isFull && memory.LastDischargeAh <= -(1 - DischargedPercent / 100) * bank.CountedInstalledAh;
        return next with
        {
            DeepestDischargeAh = Lower(memory.DeepestDischargeAh, depth),
            LastDischargeAh = isDischarge ? depth : memory.IsFull ? memory.LastDischargeAh : Lower(memory.LastDischargeAh, depth),
            Discharges = memory.Discharges + (isCycle ? 1 : 0),
            DischargesAh = memory.DischargesAh + (isCycle ? memory.LastDischargeAh!.Value : 0),
            FullDischarges = memory.FullDischarges + (isEmpty ? 1 : 0),
            IsFull = isFull || (memory.IsFull && !isDischarge),
            IsEmpty = isEmpty || (memory.IsEmpty && lower <= RechargedPercent),
            FullAt = lower >= FullPercent ? soc.At : memory.FullAt,
        };
    }

    private static HistoryMemory WithRanges(HistoryMemory memory, BankView bank)
    {
        HistoryRange voltage = memory.Voltage.With(bank.Voltage, bank.Voltage);
        HistoryRange cells = memory.Cells.With(ValueOf(bank.LowestCell), ValueOf(bank.HighestCell));
        HistoryRange temperatures = memory.Temperatures.With(ValueOf(bank.ColdestSensor), ValueOf(bank.WarmestSensor));
        return ReferenceEquals(voltage, memory.Voltage) && ReferenceEquals(cells, memory.Cells) && ReferenceEquals(temperatures, memory.Temperatures)
            ? memory
            : memory with { Voltage = voltage, Cells = cells, Temperatures = temperatures };
    }

    /// <summary>A protection that is up is over when every battery is there and none says so: a battery that slept with it does not raise it anew.</summary>
    private static HistoryMemory WithAlarms(HistoryMemory memory, ReadOnlySpan<MemberView> members, bool isComplete)
    {
        bool isLow = IsUp(members, s_low) is { } low && (low || isComplete) ? low : memory.IsLowVoltage;
        bool isHigh = IsUp(members, s_high) is { } high && (high || isComplete) ? high : memory.IsHighVoltage;
        return (isLow, isHigh) == (memory.IsLowVoltage, memory.IsHighVoltage)
            ? memory
            : memory with
            {
                IsLowVoltage = isLow,
                IsHighVoltage = isHigh,
                LowVoltageAlarms = memory.LowVoltageAlarms + (isLow && !memory.IsLowVoltage ? 1 : 0),
                HighVoltageAlarms = memory.HighVoltageAlarms + (isHigh && !memory.IsHighVoltage ? 1 : 0),
            };
    }

    private static bool? IsUp(ReadOnlySpan<MemberView> members, Protection[] causes) =>
        GravestProtection.Among(members, causes) is { } gravest ? gravest.Value.Level == ProtectionLevel.Alarm : null;

    private static Measured<double>? ValueOf(Measured<MemberValue>? extreme) => extreme is { } known ? new(known.Value.Value, known.At) : null;

    private static double? Lower(double? a, double? b) => a is double one && b is double other ? Math.Min(one, other) : a ?? b;
}
