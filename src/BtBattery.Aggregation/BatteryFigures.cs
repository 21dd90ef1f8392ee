using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation;

/// <summary>Figures worked out from one battery's readings; each is as old as the oldest reading it needs.</summary>
public static class BatteryFigures
{
    /// <summary>Voltage times current, W; positive = charging.</summary>
    public static Measured<double>? Power(BatterySnapshot battery) =>
        battery is { Voltage: { } voltage, Current: { } current }
            ? new(voltage.Value * current.Value, Older(voltage.At, current.At))
            : null;

    /// <summary>Mean of the sensors that give a value, °C; null if none does.</summary>
    public static Measured<double>? MeanTemperature(BatterySnapshot battery)
    {
        if (battery.Temperatures is not { } temperatures)
        {
            return null;
        }

        double sum = 0;
        int count = 0;
        foreach (double? temperature in temperatures.Value)
        {
            if (temperature is double value)
            {
                sum += value;
                count++;
            }
        }

        return count == 0 ? null : new(sum / count, temperatures.At);
    }

    /// <summary>The learned full capacity if the BMS sends one, else the nominal one, Ah; a capacity of 0 is unknown.</summary>
    public static Measured<double>? InstalledAh(BatterySnapshot battery) =>
        battery.FullAh is { Value: > 0 } full ? full
        : battery.DesignAh is { Value: > 0 } design ? design
        : null;

    /// <summary>Charge missing to full, Ah; zero or negative. Zero when more remains than is installed.</summary>
    public static Measured<double>? ConsumedAh(BatterySnapshot battery) =>
        InstalledAh(battery) is { } installed && battery.RemainingAh is { } remaining
            ? new(Math.Min(0, remaining.Value - installed.Value), Older(remaining.At, installed.At))
            : null;

    private static MonotonicTime Older(MonotonicTime a, MonotonicTime b) => a < b ? a : b;
}
