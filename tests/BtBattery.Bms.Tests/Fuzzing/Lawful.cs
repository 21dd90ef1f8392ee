using BtBattery.Aggregation.Model;

namespace BtBattery.Bms.Tests.Fuzzing;

/// <summary>What the model allows, whatever bytes came in.</summary>
internal static class Lawful
{
    /// <summary>What is unlawful about <paramref name="readings"/>; null if nothing is.</summary>
    public static string? Complaint(BatterySnapshot readings)
    {
        double?[] numbers =
        [
            readings.Voltage?.Value, readings.Current?.Value, readings.SocPercent?.Value, readings.RemainingAh?.Value,
            readings.FullAh?.Value, readings.DesignAh?.Value, readings.UnsignedPower?.Value, readings.MosTemperature?.Value,
            readings.BoardTemperature?.Value,
        ];
        if (numbers.Any(number => number is { } value && !double.IsFinite(value)))
            return "a number is not finite";
        if (readings.DesignAh?.Value <= 0 || readings.FullAh?.Value <= 0)
            return "a capacity of nothing";
        if (readings.CellVoltages?.Value is { } cells && (cells.Count is 0 or > 127 || cells.Any(v => v is not (>= 0 and <= 65.535))))
            return "cell voltages out of range";
        if (readings.Balancing?.Value.Count > (readings.CellCount?.Value ?? 48))
            return "more balancing flags than cells";
        if (readings.Temperatures?.Value.Any(t => t is < -40 or > 125) == true
            || readings.MosTemperature?.Value is < -40 or > 125
            || readings.BoardTemperature?.Value is < -40 or > 125)
            return "a temperature out of range";
        if (readings.TemperatureSensorCount is { } sensors && readings.Temperatures is { } list && sensors.Value != list.Value.Count)
            return "sensors and temperatures differ";
        string?[] texts = [readings.Hardware?.Value, readings.SoftwareVersion?.Value];
        return texts.Any(text => text is not null && (text.Length == 0 || text.Any(c => c is < ' ' or > '~'))) ? "a text is not printable" : null;
    }
}
