using BtBattery.Aggregation.CellMonitor;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Tests.CellMonitor;

/// <summary>A history, minute by minute; the wall clock goes with it, unless it is set.</summary>
internal sealed class CellDays
{
    public const int FirstDay = 20_600;

    private const int Day = 86_400;

    public CellHistory History { get; set; } = CellHistory.Empty;

    public MonotonicTime Now { get; private set; } = Banks.Now;

    /// <summary>What the clock says, seconds since 1970; null while it is not believed.</summary>
    public long? Wall { get; set; } = (long)FirstDay * Day;

    /// <summary>Which day that is.</summary>
    public int? Today => History.DayOf(Believed);

    private WallTime? Believed => Wall is long seconds ? new WallTime((int)seconds) : null;

    /// <summary>What is shown of days in a condition.</summary>
    public string? Text(CellCondition condition) => HistoryText.OfDays(History.DaysOf(condition), History.Today?.FigureOf(condition), Today);

    /// <summary>Some minutes in which cells have these voltages.</summary>
    public CellDays Minutes(int minutes, CellCondition? condition, params double?[] volts)
    {
        for (int i = 0; i < minutes; i++)
        {
            BatteryCells? cells = BatteryCells.Of(BatteryCellsTests.Member(volts), null);
            History = History.Step(cells, condition, Believed, Now);
            Pass(60);
        }

        return this;
    }

    /// <summary>The same cells in millivolts from 3.3 V, for an hour; then it is the next day.</summary>
    public CellDays DayOf(CellCondition condition, params int[] millivolts)
    {
        Minutes(60, condition, [.. millivolts.Select(one => (double?)(3.3 + (one / 1000.0)))]);
        Wall += Day - 3600;
        return this;
    }

    public CellDays Pass(double seconds)
    {
        Now += TimeSpan.FromSeconds(seconds);
        Wall += (long)seconds;
        return this;
    }
}
