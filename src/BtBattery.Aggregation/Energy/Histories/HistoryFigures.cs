using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Energy.Histories;

/// <summary>Figures worked out from what was counted.</summary>
public static class HistoryFigures
{
    /// <summary>How often the history is stored where nothing special happened: flash wears out.</summary>
    public static readonly TimeSpan StoreEvery = TimeSpan.FromMinutes(15);

    /// <summary>Mean of all discharges that ended with a full bank, Ah; zero or negative. Null before there was one.</summary>
    public static double? AverageDischargeAh(HistoryMemory history) => history.Discharges > 0 ? history.DischargesAh / history.Discharges : null;

    /// <summary>
    /// Time since the bank was full last, s, in whole minutes. Null if it never was, or the machine was restarted since: no clock can be trusted to say how long that took.
    /// </summary>
    public static int? SecondsSinceFull(HistoryMemory history, MonotonicTime now) =>
        history.FullAt is { } full && full <= now ? (int)Math.Min(60 * (long)(now - full).TotalMinutes, int.MaxValue) : null;

    /// <summary>True if it has waited long enough to be stored.</summary>
    public static bool IsStoreDue(HistoryMemory history, MonotonicTime now) => history.DirtySince is { } since && now - since >= StoreEvery;
}
