using System.Text;
using BtBattery.Aggregation.Model;

namespace BtBattery.Bms.Daly;

/// <summary>How Daly writes single values, in every generation. Source: docs/bms/daly.md.</summary>
internal static class DalyValues
{
    /// <summary>Raw value of no current at all; the two newer generations count up for charging, a5 counts up for discharging.</summary>
    public const int NoCurrent = 30000;

    /// <summary>Offset of temperatures: raw 40 is 0 °C.</summary>
    private const int TemperatureOffset = 40;

    /// <summary>Degrees Celsius; null if outside −40…125 °C, among them 0xFF, "not fitted".</summary>
    public static double? CellTemperature(int raw)
    {
        int celsius = raw - TemperatureOffset;
        return celsius is >= -40 and <= 125 ? celsius : null;
    }

    /// <summary>As <see cref="CellTemperature"/>; raw 0 is "none" too, for no board works at −40 °C.</summary>
    public static double? BoardTemperature(int raw) => raw == 0 ? null : CellTemperature(raw);

    /// <summary>0 idle, 1 charging, 2 discharging; null for anything else.</summary>
    public static BatteryActivity? Activity(int raw) => raw switch
    {
        0 => BatteryActivity.Idle,
        1 => BatteryActivity.Charging,
        2 => BatteryActivity.Discharging,
        _ => null,
    };

    /// <summary>One flag per cell out of a bit field whose bit 0 is cell 1.</summary>
    public static bool[] Flags(ulong bits, int cells)
    {
        var flags = new bool[cells];
        for (int i = 0; i < flags.Length; i++)
            flags[i] = (bits >> i & 1) != 0;
        return flags;
    }

    /// <summary>The text up to the first zero; null if it is empty or not printable ASCII.</summary>
    public static string? Text(ReadOnlySpan<byte> bytes)
    {
        int zero = bytes.IndexOf((byte)0);
        ReadOnlySpan<byte> text = (zero < 0 ? bytes : bytes[..zero]).TrimEnd((byte)' ');
        return text.IsEmpty || text.ContainsAnyExceptInRange((byte)' ', (byte)'~') ? null : Encoding.ASCII.GetString(text);
    }

    /// <summary>A measured value, or null if there is none.</summary>
    public static Measured<T>? Known<T>(T? value, MonotonicTime at)
        where T : struct => value is { } known ? new Measured<T>(known, at) : null;

    /// <summary>A measured text, or null if there is none.</summary>
    public static Measured<string>? Known(string? value, MonotonicTime at) => value is null ? null : new Measured<string>(value, at);
}
