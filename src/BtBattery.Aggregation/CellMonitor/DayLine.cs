namespace BtBattery.Aggregation.CellMonitor;

/// <summary>The line through what was measured on some days: the median of the slopes between each two of them (Theil–Sen).</summary>
/// <param name="PerWeek">Its slope, mV a week.</param>
/// <param name="IsSure">
/// True if the days show more than their scatter: so many pairs of them agree on the direction as days in random order do not (Kendall), and from the first to the last it goes
/// further than the band in which most of them lie around it.
/// </param>
internal readonly record struct DayLine(double PerWeek, bool IsSure)
{
    /// <summary>
    /// So many standard deviations from as many pairs one way as the other. We chose it: a trend is looked at anew each day, and days go on as the one before, so that less would be reached
    /// by days that only scatter some time in eight weeks.
    /// </summary>
    private const double Agreement = 3.5;

    /// <summary>The band on both sides of the line, in medians of the distance from it. Four fifths of days lie within, if they scatter like most things. We chose it.</summary>
    private const double Band = 2;

    /// <summary>Works it out.</summary>
    /// <param name="days">Two or more, oldest first, each later than the one before.</param>
    /// <param name="read">What of a day, mV.</param>
    public static DayLine Of(DayFigure[] days, Func<DayFigure, int> read)
    {
        int[] values = [.. days.Select(read)];
        var slopes = new double[days.Length * (days.Length - 1) / 2];
        (int count, int rising) = (0, 0);
        for (int i = 0; i < days.Length; i++)
        {
            for (int k = 0; k < i; k++)
            {
                slopes[count++] = 7.0 * (values[i] - values[k]) / (days[i].Day - days[k].Day);
                rising += Math.Sign(values[i] - values[k]);
            }
        }

        double perWeek = Median(slopes);
        return new(perWeek, Agree(values, rising) && IsFar(days, values, perWeek));
    }

    /// <summary>Kendall's test, with its correction for equal values, of which there are many in whole millivolts.</summary>
    private static bool Agree(int[] values, int rising)
    {
        double variance = (Pairs(values.Length) - values.GroupBy(value => value).Sum(group => Pairs(group.Count()))) / 18.0;
        return Math.Abs(rising) - 1 > Agreement * Math.Sqrt(variance);

        static double Pairs(int count) => (double)count * (count - 1) * ((2 * count) + 5);
    }

    private static bool IsFar(DayFigure[] days, int[] values, double perWeek)
    {
        double[] above = [.. days.Select((day, index) => values[index] - (perWeek * (day.Day - days[0].Day) / 7))];
        double middle = Median([.. above]);
        return Math.Abs(perWeek) * (days[^1].Day - days[0].Day) / 7 >= 2 * Band * Median([.. above.Select(one => Math.Abs(one - middle))]);
    }

    private static double Median(double[] numbers)
    {
        Array.Sort(numbers);
        return (numbers[(numbers.Length - 1) / 2] + numbers[numbers.Length / 2]) / 2;
    }
}
