using System.Globalization;
using System.Text;

namespace BtBattery.Driver.Tools;

/// <summary>Which characters a report may use.</summary>
/// <param name="IsUnicode">False to stay within ASCII.</param>
public sealed record ReportStyle(bool IsUnicode)
{
    private static readonly char[] s_eighths = ['\u258F', '\u258E', '\u258D', '\u258C', '\u258B', '\u258A', '\u2589', '\u2588'];

    /// <summary>What standard output can show: block characters only on a terminal whose locale is UTF-8.</summary>
    public static ReportStyle OfStandardOutput() => new(!Console.IsOutputRedirected && IsUtf8(
        Environment.GetEnvironmentVariable("LC_ALL"), Environment.GetEnvironmentVariable("LC_CTYPE"), Environment.GetEnvironmentVariable("LANG")));

    /// <summary>Unit of temperatures.</summary>
    public string Celsius => IsUnicode ? "°C" : "C";

    /// <summary>True if the locale is UTF-8; of the three variables the first that is set counts (POSIX, locale(7)).</summary>
    public static bool IsUtf8(string? lcAll, string? lcCtype, string? lang)
    {
        string? locale = new[] { lcAll, lcCtype, lang }.FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return locale is not null
            && (locale.Contains("UTF-8", StringComparison.OrdinalIgnoreCase) || locale.Contains("UTF8", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A bar.</summary>
    /// <param name="share">How much of it is filled, 0 to 1; never less than a sliver is shown.</param>
    /// <param name="width">Columns of a full one.</param>
    public string Bar(double share, int width)
    {
        double filled = Math.Clamp(share, 0, 1) * width;
        if (!IsUnicode)
        {
            return new string('#', Math.Max(1, (int)Math.Round(filled)));
        }

        int eighths = Math.Max(1, (int)Math.Round(filled * 8));
        return new string(s_eighths[7], eighths / 8) + (eighths % 8 == 0 ? "" : s_eighths[(eighths % 8) - 1].ToString());
    }

    /// <summary>
    /// Text from a device, made harmless for a terminal: a name could contain anything, control sequences too. Cut to a length.
    /// </summary>
    public string Safe(string text, int longest)
    {
        var safe = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isShown = rune.IsAscii
                ? !Rune.IsControl(rune)
                : IsUnicode && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                    or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned
                    or UnicodeCategory.PrivateUse);
            safe.Append(isShown ? rune.ToString() : "?");
        }

        return safe.Length <= longest ? safe.ToString() : safe.ToString(0, longest - 2) + "..";
    }
}
