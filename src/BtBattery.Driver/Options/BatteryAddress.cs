using System.Diagnostics.CodeAnalysis;

namespace BtBattery.Driver.Options;

/// <summary>The Bluetooth address of a battery, six bytes, printed as <c>A4:C1:38:00:00:01</c>.</summary>
public readonly record struct BatteryAddress
{
    private readonly ulong _value;

    private BatteryAddress(ulong value) => _value = value;

    /// <summary>Reads six hexadecimal bytes with colons between them, in any case.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out BatteryAddress address)
    {
        address = default;
        if (text is null || text.Length != 17)
        {
            return false;
        }

        ulong value = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (i % 3 == 2)
            {
                if (text[i] != ':')
                {
                    return false;
                }
            }
            else if (char.IsAsciiHexDigit(text[i]))
            {
                value = (value << 4) | (uint)Convert.ToInt32(text[i].ToString(), 16);
            }
            else
            {
                return false;
            }
        }

        address = new BatteryAddress(value);
        return true;
    }

    /// <summary>Reads <see cref="Compact"/> back.</summary>
    public static bool TryParseCompact(string text, out BatteryAddress address)
    {
        address = default;
        return text is { Length: 12 } && TryParse(string.Join(':', Enumerable.Range(0, 6).Select(i => text.Substring(2 * i, 2))), out address);
    }

    /// <summary>Twelve lower-case hexadecimal digits without colons, as in bus names and settings.</summary>
    public string Compact => _value.ToString("x12", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Name under which the battery is served on the bus. The letter before the digits is there because D-Bus forbids a leading digit.</summary>
    public string ServiceName => $"com.victronenergy.battery.btbattery_{Compact}";

    /// <summary>Upper case with colons, as BlueZ and the label on the battery print it.</summary>
    public override string ToString()
    {
        string digits = Compact.ToUpperInvariant();
        return string.Join(':', Enumerable.Range(0, 6).Select(i => digits.Substring(2 * i, 2)));
    }
}
