namespace BtBattery.Aggregation.Charging.Voltage;

/// <summary>The voltages that a cell of one battery is kept within, V. Min ≤ Blocked ≤ Float ≤ Max.</summary>
public sealed record CellVoltageSettings
{
    /// <summary>V before the top: a cell that a charger fills by force rises by some mV in the seconds until a BMS is read and a charger follows. Ours, measured in the bench.</summary>
    private const double MarginVolts = 0.04;

    /// <summary>MAX_CELL_VOLTAGE: bulk and absorption, and above it a cell is too high.</summary>
    public required double MaxVolts { get; init; }

    /// <summary>FLOAT_CELL_VOLTAGE.</summary>
    public required double FloatVolts { get; init; }

    /// <summary>MIN_CELL_VOLTAGE.</summary>
    public required double MinVolts { get; init; }

    /// <summary>BLOCKED_CELL_VOLTAGE: nothing flows into a rested battery.</summary>
    public required double BlockedVolts { get; init; }

    /// <summary>What no cell may come to: where its BMS ends charging, or what its chemistry bears; null if neither is known.</summary>
    public double? TopVolts { get; init; }

    /// <summary>
    /// V by which every cell is lowered for 1 V that the worst is too high. One, or as much more as it takes to come down to FLOAT_CELL_VOLTAGE some way before the top: a high cell stands
    /// above others that are far from MAX_CELL_VOLTAGE, and where that is near the top a lowering of one for one comes too late.
    /// </summary>
    public double LoweringPerVolt => TopVolts is double top ? Math.Max(1, (MaxVolts - FloatVolts) / Math.Max(MarginVolts, top - MarginVolts - MaxVolts)) : 1;

    /// <summary>PENALTY_AT_CELL_VOLTAGE, V, rising.</summary>
    public IReadOnlyList<double> PenaltyAt { get; init; } = [];

    /// <summary>PENALTY_BATTERY_VOLTAGE, V, one for each of <see cref="PenaltyAt"/>.</summary>
    public IReadOnlyList<double> Penalties { get; init; } = [];

    /// <summary>By how much a cell lowers the charge voltage, V: nothing below the first point, straight lines between them, the last value beyond.</summary>
    /// <param name="cellVolts">Its voltage, V.</param>
    public double PenaltyOf(double cellVolts)
    {
        if (PenaltyAt.Count == 0 || !(cellVolts >= PenaltyAt[0]))
        {
            return 0;
        }

        int above = 1;
        while (above < PenaltyAt.Count && PenaltyAt[above] <= cellVolts)
        {
            above++;
        }

        if (above == PenaltyAt.Count)
        {
            return Penalties[^1];
        }

        double way = (cellVolts - PenaltyAt[above - 1]) / (PenaltyAt[above] - PenaltyAt[above - 1]);
        return Penalties[above - 1] + way * (Penalties[above] - Penalties[above - 1]);
    }
}
