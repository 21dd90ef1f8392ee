namespace BtBattery.Simulator.Physics;

/// <summary>One cell as it is at the start.</summary>
public sealed record CellDescription
{
    /// <summary>Ah between empty and full, as the cell really has them.</summary>
    public required double CapacityAh { get; init; }

    /// <summary>Ω at 25 °C that act at once.</summary>
    public required double Ohms { get; init; }

    /// <summary>How much is in it: 0 empty, 1 full.</summary>
    public required double Charge { get; init; }

    /// <summary>A by which it empties itself.</summary>
    public double LeakageAmps { get; init; }

    /// <summary>Ω at 25 °C that act slowly, by the time of <see cref="RelaxationSeconds"/>; null = as many as <see cref="Ohms"/>.</summary>
    public double? RelaxationOhms { get; init; }

    /// <summary>s in which the voltage goes 63 % of its way to rest.</summary>
    public double RelaxationSeconds { get; init; } = 180;
}
