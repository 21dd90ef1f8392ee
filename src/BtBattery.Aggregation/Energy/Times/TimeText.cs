using System.Globalization;

namespace BtBattery.Aggregation.Energy.Times;

/// <summary>A remaining time in words, such as <c>1d 4h</c>, <c>4h 30m</c>, <c>12m</c>, and <c>4h 30m ago</c>.</summary>
public static class TimeText
{
    /// <summary>Writes it.</summary>
    /// <param name="seconds">Negative for what is past.</param>
    public static string Of(int seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Abs((long)seconds));
        string text = time.Days > 0 ? Text($"{time.Days}d {time.Hours}h")
            : time.Hours > 0 ? Text($"{time.Hours}h {time.Minutes}m")
            : Text($"{time.Minutes}m");
        return seconds < 0 ? text + " ago" : text;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
