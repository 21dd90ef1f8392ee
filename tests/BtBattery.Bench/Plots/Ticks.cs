using System.Globalization;

namespace BtBattery.Bench;

/// <summary>Where an axis has its marks.</summary>
internal static class Ticks
{
    private static readonly double[] s_seconds = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];

    /// <summary>Round numbers within a range, about so many.</summary>
    public static IEnumerable<double> Numbers(double from, double to, int about)
    {
        double rough = (to - from) / about;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = power * ((rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
        for (double tick = Math.Ceiling(from / step - 1e-9) * step; tick <= to + step * 1e-9; tick += step)
        {
            yield return Math.Abs(tick) < step / 1e6 ? 0 : tick;
        }
    }

    /// <summary>Round moments within a range, about so many.</summary>
    public static IEnumerable<TimeSpan> Moments(TimeSpan from, TimeSpan to, int about)
    {
        double rough = (to - from).TotalSeconds / about;
        double step = s_seconds.FirstOrDefault(seconds => seconds >= rough, s_seconds[^1]);
        for (double tick = Math.Ceiling(from.TotalSeconds / step) * step; tick <= to.TotalSeconds; tick += step)
        {
            yield return TimeSpan.FromSeconds(tick);
        }
    }

    /// <summary>A number as an axis says it: no more digits than tell the marks apart.</summary>
    public static string Text(double value) => Math.Round(value, 6).ToString("0.######", CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>A moment as h:mm, or h:mm:ss where seconds tell something.</summary>
    public static string Text(TimeSpan moment, bool hasSeconds) => string.Create(
        CultureInfo.InvariantCulture, $"{(int)moment.TotalHours}:{moment.Minutes:00}{(hasSeconds ? $":{moment.Seconds:00}" : "")}");
}
