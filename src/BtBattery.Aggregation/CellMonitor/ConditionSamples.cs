namespace BtBattery.Aggregation.CellMonitor;

/// <summary>What was seen in one condition on the running day, minute by minute, in bounded room.</summary>
public sealed record ConditionSamples
{
    /// <summary>So many spreads are kept for their median: when there are more, every second one is let go, so that they stay evenly spaced over the day. We chose it.</summary>
    public const int MostSpreads = 24;

    /// <summary>
    /// What is more is not looked at: a day lasts so long only where the clock is set back to it again and again, and the sums stay within their type. A hundred days; we chose it.
    /// </summary>
    public const int MostMinutes = 100 * 24 * 60;

    /// <summary>Nothing yet.</summary>
    public static ConditionSamples Empty { get; } = new();

    /// <summary>Minutes in which it was looked.</summary>
    public int Minutes { get; init; }

    /// <summary>Each so many minutes one spread is kept.</summary>
    public int Every { get; init; } = 1;

    /// <summary>Highest less lowest cell, mV, in order.</summary>
    public IReadOnlyList<int> Spreads { get; init; } = [];

    /// <summary>Of each cell the sum of its deviations from the mean over all minutes, mV; cell 1 first.</summary>
    public IReadOnlyList<int> Sums { get; init; } = [];

    /// <summary>With one minute more. Another number of cells begins anew.</summary>
    public ConditionSamples With(BatteryCells cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (Minutes >= MostMinutes)
        {
            return this;
        }

        ConditionSamples before = Sums.Count == cells.Count ? this : Empty;
        var sums = new int[cells.Count];
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] = (before.Sums.Count > 0 ? before.Sums[i] : 0) + Millivolts.Of(cells.Deviation(i + 1));
        }

        ConditionSamples next = before with { Minutes = before.Minutes + 1, Sums = sums };
        if (before.Minutes % before.Every != 0)
        {
            return next;
        }

        List<int> spreads = [.. before.Spreads, Millivolts.Of(cells.Spread)];
        return spreads.Count <= MostSpreads
            ? next with { Spreads = spreads }
            : next with { Spreads = [.. spreads.Where((_, index) => index % 2 == 0)], Every = 2 * before.Every };
    }

    /// <summary>What is said of the day; null if that is less than <paramref name="least"/> minutes.</summary>
    public DayFigure? FigureOf(int day, int least)
    {
        if (Minutes < least || Spreads.Count == 0 || Sums.Count == 0)
        {
            return null;
        }

        (int lowest, int highest) = (0, 0);
        for (int i = 1; i < Sums.Count; i++)
        {
            lowest = Sums[i] < Sums[lowest] ? i : lowest;
            highest = Sums[i] > Sums[highest] ? i : highest;
        }

        return new(day, Median(), lowest + 1, Millivolts.Mean(Sums[lowest], Minutes), highest + 1, Millivolts.Mean(Sums[highest], Minutes));
    }

    private int Median()
    {
        int[] sorted = [.. Spreads.Order()];
        return Millivolts.Mean(sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2], 2);
    }
}
