using System.Text;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Flights;

/// <summary>All the ways in which a device may tell its own address inside what it sends.</summary>
internal sealed class AddressSpellings
{
    private readonly string[] _texts;
    private readonly byte[][] _bytes;

    public AddressSpellings(BatteryAddress address)
    {
        string compact = address.Compact;
        byte[] raw = Convert.FromHexString(compact);
        byte[] reversed = [.. raw.Reverse()];
        _texts =
        [
            compact, Convert.ToHexStringLower(reversed), Tail(address),
            .. ":-_ ".Select(separator => address.ToString().Replace(':', separator)),
        ];
        _bytes = [raw, reversed, .. _texts.Concat(_texts.Select(text => text.ToUpperInvariant())).Distinct().Select(Encoding.ASCII.GetBytes)];
    }

    /// <summary>The half that no maker shares with others, in lower case: many devices have it in their name.</summary>
    public static string Tail(BatteryAddress address) => address.Compact[6..];

    /// <summary>True if it stands there as bytes or as ASCII text.</summary>
    public bool AreIn(ReadOnlySpan<byte> bytes)
    {
        foreach (byte[] spelling in _bytes)
        {
            if (bytes.IndexOf(spelling) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True if it stands in a text, in any case.</summary>
    public bool AreIn(string? text)
    {
        foreach (string spelling in text is null ? [] : _texts)
        {
            if (text!.Contains(spelling, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
