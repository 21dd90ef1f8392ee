namespace BtBattery.Aggregation.Guard;

/// <summary>When a battery in parallel that is switched off stands too far from the busbar.</summary>
/// <param name="DifferenceVolts">RECONNECT_VOLTAGE_DIFFERENCE, V: beyond it the direction that drives the two further apart is blocked.</param>
/// <param name="BlockVolts">RECONNECT_BLOCK_DIFFERENCE, V: beyond it both are.</param>
public readonly record struct ReconnectSettings(double DifferenceVolts, double BlockVolts)
{
    /// <summary>The values that hold if nothing else is said.</summary>
    public static ReconnectSettings Default { get; } = new(0.2, 0.5);
}
