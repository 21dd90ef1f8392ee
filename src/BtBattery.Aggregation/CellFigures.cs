using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation;

/// <summary>
/// Figures over the cells and sensors of one battery. An extreme or a sum needs every cell: while one is unknown it
/// could be the highest or the lowest, so the figure is unknown too. Of sensors, those not fitted are left out.
/// </summary>
public static class CellFigures
{
    /// <summary>Voltage of one cell, V.</summary>
    /// <param name="battery">The battery.</param>
    /// <param name="number">Cell number from 1.</param>
    public static Measured<double>? Voltage(BatterySnapshot battery, int number) =>
        battery.CellVoltages is { } cells && number <= cells.Value.Count && cells.Value[number - 1] is double voltage
            ? new(voltage, cells.At)
            : null;

    /// <summary>True while that cell is balanced.</summary>
    /// <param name="battery">The battery.</param>
    /// <param name="number">Cell number from 1.</param>
    public static Measured<bool>? IsBalancing(BatterySnapshot battery, int number) =>
        battery.Balancing is { } balancing && number <= balancing.Value.Count ? new(balancing.Value[number - 1], balancing.At) : null;

    /// <summary>How many cells are balanced.</summary>
    public static Measured<int>? BalancingCells(BatterySnapshot battery)
    {
        if (battery.Balancing is not { } balancing)
        {
            return null;
        }

        int count = 0;
        for (int i = 0; i < balancing.Value.Count; i++)
        {
            count += balancing.Value[i] ? 1 : 0;
        }

        return new(count, balancing.At);
    }

    /// <summary>The lowest cell, V; the first of equals.</summary>
    public static Measured<NumberedValue>? LowestVoltage(BatterySnapshot battery) =>
        Extreme(battery.CellVoltages, -1, needsAll: true);

    /// <summary>The highest cell, V; the first of equals.</summary>
    public static Measured<NumberedValue>? HighestVoltage(BatterySnapshot battery) =>
        Extreme(battery.CellVoltages, 1, needsAll: true);

    /// <summary>The coldest sensor, °C.</summary>
    public static Measured<NumberedValue>? LowestTemperature(BatterySnapshot battery) =>
        Extreme(battery.Temperatures, -1, needsAll: false);

    /// <summary>The warmest sensor, °C.</summary>
    public static Measured<NumberedValue>? HighestTemperature(BatterySnapshot battery) =>
        Extreme(battery.Temperatures, 1, needsAll: false);

    /// <summary>Sum of all cells, V.</summary>
    public static Measured<double>? SumOfVoltages(BatterySnapshot battery)
    {
        if (battery.CellVoltages is not { Value.Count: > 0 } cells)
        {
            return null;
        }

        double sum = 0;
        foreach (double? cell in cells.Value)
        {
            if (cell is not double voltage)
            {
                return null;
            }

            sum += voltage;
        }

        return new(sum, cells.At);
    }

    /// <summary>Highest minus lowest cell, V.</summary>
    public static Measured<double>? Spread(BatterySnapshot battery) =>
        LowestVoltage(battery) is { } lowest && HighestVoltage(battery) is { } highest
            ? new(highest.Value.Value - lowest.Value.Value, highest.At)
            : null;

    private static Measured<NumberedValue>? Extreme(Measured<IReadOnlyList<double?>>? values, int sign, bool needsAll)
    {
        if (values is not { } list)
        {
            return null;
        }

        NumberedValue? extreme = null;
        for (int i = 0; i < list.Value.Count; i++)
        {
            if (list.Value[i] is double value)
            {
                if (extreme is not { } best || sign * value > sign * best.Value)
                {
                    extreme = new NumberedValue(i + 1, value);
                }
            }
            else if (needsAll)
            {
                return null;
            }
        }

        return extreme is { } found ? new(found, list.At) : null;
    }
}
