using System.Globalization;
using System.Text;

namespace BtBattery.Driver.Scanning;

/// <summary>
/// Text that some device sent, made harmless: anybody near can advertise any name, so what goes to a terminal has no control
/// characters, and what goes into a file cannot become a line or a comment of it.
/// </summary>
public static class PrintableText
{
    /// <summary>Bluetooth allows 248 bytes; what does not fit an advertisement is no help in a table.</summary>
    private const int Longest = 32;

    /// <summary>For a terminal: everything that is not printable becomes <c>?</c>, and the end of a long text is cut off.</summary>
    public static string ForTerminal(string text) => Clean(text, IsPrintable, '?');

    /// <summary>
    /// For the name of a battery in an INI file, where it can be used in a topology: letters, digits, blanks and a few signs that
    /// mean nothing there; everything else becomes <c>_</c>.
    /// </summary>
    public static string ForIni(string text) =>
        Clean(text, rune => (rune.IsBmp && Rune.IsLetterOrDigit(rune)) || (rune.IsAscii && " -_.".Contains((char)rune.Value, StringComparison.Ordinal)), '_').Trim();

    private static string Clean(string text, Func<Rune, bool> isFine, char instead)
    {
        ArgumentNullException.ThrowIfNull(text);
        var clean = new StringBuilder();
        int length = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (++length > Longest)
            {
                break;
            }

            clean.Append(isFine(rune) ? rune.ToString() : instead.ToString());
        }

        return clean.ToString();
    }

    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
