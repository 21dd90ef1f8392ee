namespace BtBattery.Aggregation.Energy.Strings;

/// <summary>When batteries in series stand too far apart.</summary>
public sealed record StringSettings
{
    /// <summary>The values that hold if nothing else is said.</summary>
    public static StringSettings Default { get; } = new();

    /// <summary>SERIES_SOC_DIFFERENCE: states of charge may differ by this, %; null looks for no difference.</summary>
    public double? SocPercent { get; init; } = 10;

    /// <summary>SERIES_CAPACITY_LOSS: this share of the smallest capacity may be out of use, %; null looks for none.</summary>
    public double? LossPercent { get; init; } = 10;

    /// <summary>SERIES_VOLTAGE_DIFFERENCE: mean voltages of a cell may differ by this after a rest, V; null looks for no difference.</summary>
    public double? CellVolts { get; init; } = 0.03;

    /// <summary>SERIES_DELAY_SEC: for so long a difference has to stay before it is told, and to be over before it is not.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// A battery rests while its current is no larger than this share of its capacity per hour. The same current flows through all of a string, so what it does to
    /// their voltages is nearly the same; we chose it. The cell monitor takes the same for a battery at rest.
    /// </summary>
    public double RestShare { get; init; } = 0.02;

    /// <summary>It has rested after that time: what a larger current left behind has mostly gone. We chose it.</summary>
    public TimeSpan RestedAfter { get; init; } = TimeSpan.FromMinutes(15);
}
