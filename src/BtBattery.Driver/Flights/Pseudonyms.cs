using System.Buffers;
using System.Globalization;
using System.Text;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Flights;

/// <summary>
/// Replaces Bluetooth addresses in text: each by one of its own, the same wherever it stands and however it is spelt.
/// Batteries become <c>BA:77:E4:00:00:01</c> and following, everything else that looks like an address (adapters, other
/// devices) <c>DE:71:CE:00:00:01</c> and following in order of appearance.
/// </summary>
/// <remarks>Collect all texts first: a spelling without separators is known for an address only once it was seen with them.</remarks>
internal sealed class Pseudonyms
{
    private const int Length = 17;
    private const int CompactLength = 12;
    private const string BatteryPrefix = "BA:77:E4:00:00:";
    private const string OtherPrefix = "DE:71:CE:00:00:";

    private static readonly SearchValues<char> s_hexDigits = SearchValues.Create("0123456789ABCDEFabcdef");

    // In order of appearance, keyed by the spelling with colons and capitals.
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly List<(string Spelling, string Pseudonym, bool IsToken)> _spellings = [];
    private int _others;

    /// <param name="batteries">The batteries, in the order of their numbers.</param>
    public Pseudonyms(IEnumerable<BatteryAddress> batteries)
    {
        int number = 0;
        foreach (BatteryAddress battery in batteries)
        {
            string pseudonym = Battery(++number);
            Add(battery.ToString(), pseudonym);
            _spellings.Add((AddressSpellings.Tail(battery), Compact(pseudonym)[6..], true));
        }
    }

    private Pseudonyms()
    {
    }

    /// <summary>How many addresses of other devices were found.</summary>
    public int Others => _others;

    /// <summary>The pseudonym of the battery with that number, from 1.</summary>
    public static string Battery(int number) => BatteryPrefix + number.ToString("X2", CultureInfo.InvariantCulture);

    /// <summary>Gives the pseudonyms of one recording other numbers, so that several fit into one file.</summary>
    public static Pseudonyms Renumbering(int battery, int others, int otherOffset)
    {
        var renumbering = new Pseudonyms();
        renumbering.Add(Battery(1), Battery(battery));
        for (int other = 1; other <= others; other++)
        {
            renumbering.Add(Other(other), Other(other + otherOffset));
        }

        return renumbering;
    }

    /// <summary>The highest number of another device in a text that has pseudonyms already.</summary>
    public static int CountOthers(string text)
    {
        int others = 0;
        for (int at = text.IndexOf(OtherPrefix, StringComparison.Ordinal); at >= 0; at = text.IndexOf(OtherPrefix, at + 1, StringComparison.Ordinal))
        {
            if (int.TryParse(text.AsSpan(at + OtherPrefix.Length, Math.Min(2, text.Length - at - OtherPrefix.Length)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int number))
            {
                others = Math.Max(others, number);
            }
        }

        return others;
    }

    /// <summary>True if a text shows an address, whosever it is.</summary>
    public static bool ShowsAddress(string? text)
    {
        for (int i = 0; text is not null && i + CompactLength <= text.Length; i++)
        {
            if (IsCompactAddress(text, i) || (i + Length <= text.Length && IsAddress(text.AsSpan(i, Length))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Looks for addresses not seen before: those with separators, and those without as in <c>DL-40D2A1000002</c>.</summary>
    public void Collect(string? text)
    {
        for (int i = 0; text is not null && i + CompactLength <= text.Length; i++)
        {
            string? address = i + Length <= text.Length && IsAddress(text.AsSpan(i, Length)) ? Canonical(text.AsSpan(i, Length))
                : i > 0 && text[i - 1] is '_' or '-' && IsCompactAddress(text, i) && !EndsUuid(text, i) ? Separated(text.AsSpan(i, CompactLength))
                : null;
            if (address is not null && !_names.ContainsKey(address))
            {
                Add(address, Other(++_others));
            }
        }
    }

    /// <summary>The text with every known address replaced. Nothing else changes, nor the length.</summary>
    public string? Replace(string? text)
    {
        if (text is null)
        {
            return null;
        }

        StringBuilder? changed = null;
        for (int i = 0; i < text.Length; i++)
        {
            foreach ((string spelling, string pseudonym, bool isToken) in _spellings)
            {
                if (string.Compare(text, i, spelling, 0, spelling.Length, StringComparison.OrdinalIgnoreCase) == 0
                    && (!isToken || (!IsHex(text, i - 1) && !IsHex(text, i + spelling.Length))))
                {
                    changed ??= new StringBuilder(text);
                    bool isLower = text.AsSpan(i, spelling.Length).ContainsAnyInRange('a', 'z');
                    for (int j = 0; j < spelling.Length; j++)
                    {
                        changed[i + j] = isLower ? char.ToLowerInvariant(pseudonym[j]) : pseudonym[j];
                    }

                    i += spelling.Length - 1;
                    break;
                }
            }
        }

        return changed?.ToString() ?? text;
    }

    /// <summary>The same in the texts of a JSON document; a number is none, whatever its digits.</summary>
    public string ReplaceInJson(string json)
    {
        var changed = new StringBuilder(json.Length);
        for (int start = 0; start < json.Length;)
        {
            int open = json.IndexOf('"', start);
            if (open < 0)
            {
                return changed.Append(json, start, json.Length - start).ToString();
            }

            int close = open + 1;
            while (json[close] != '"')
            {
                close += json[close] == '\\' ? 2 : 1;
            }

            changed.Append(json, start, open - start).Append(Replace(json[open..(close + 1)]));
            start = close + 1;
        }

        return changed.ToString();
    }

    private static string Other(int number) => OtherPrefix + number.ToString("X2", CultureInfo.InvariantCulture);

    private static bool IsHex(string text, int index) => index >= 0 && index < text.Length && char.IsAsciiHexDigit(text[index]);

    private static bool IsAddress(ReadOnlySpan<char> text)
    {
        char separator = text[2];
        for (int i = 0; i < Length; i++)
        {
            if (i % 3 == 2 ? text[i] != separator || separator is not (':' or '_' or '-') : !char.IsAsciiHexDigit(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Exactly so many hexadecimal digits.</summary>
    private static bool IsCompactAddress(string text, int at) =>
        !IsHex(text, at - 1)
        && !IsHex(text, at + CompactLength)
        && text.AsSpan(at, CompactLength).IndexOfAnyExcept(s_hexDigits) < 0;

    /// <summary>The last part of a UUID is as long, and stands behind one of four digits.</summary>
    private static bool EndsUuid(string text, int at) => at >= 6 && text[at - 6] == '-' && text.AsSpan(at - 5, 4).IndexOfAnyExcept(s_hexDigits) < 0;

    private static string Separated(ReadOnlySpan<char> compact)
    {
        string digits = compact.ToString().ToUpperInvariant();
        return string.Join(':', Enumerable.Range(0, 6).Select(i => digits.Substring(2 * i, 2)));
    }

    private static string Canonical(ReadOnlySpan<char> address) => address.ToString().ToUpperInvariant().Replace(address[2], ':');

    private static string Compact(string address) => address.Replace(":", "", StringComparison.Ordinal);

    private static string Reversed(string compact) => Convert.ToHexString([.. Convert.FromHexString(compact).Reverse()]);

    private void Add(string address, string pseudonym)
    {
        _names.Add(address, pseudonym);
        foreach (char separator in ":_- ")
        {
            AddSpelling(address.Replace(':', separator), pseudonym.Replace(':', separator));
        }

        (string compact, string compactPseudonym) = (Compact(address), Compact(pseudonym));
        AddSpelling(compact, compactPseudonym);
        AddSpelling(Reversed(compact), Reversed(compactPseudonym));
    }

    /// <summary>Also as the hexadecimal digits of its ASCII characters, as in what a device sent.</summary>
    private void AddSpelling(string spelling, string pseudonym)
    {
        _spellings.Add((spelling, pseudonym, false));
        _spellings.Add((Convert.ToHexString(Encoding.ASCII.GetBytes(spelling)), Convert.ToHexString(Encoding.ASCII.GetBytes(pseudonym)), false));
        string lower = spelling.ToLowerInvariant();
        _spellings.Add((Convert.ToHexString(Encoding.ASCII.GetBytes(lower)), Convert.ToHexString(Encoding.ASCII.GetBytes(pseudonym.ToLowerInvariant())), false));
    }
}
