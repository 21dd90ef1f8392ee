namespace BtBattery.Simulator.Physics;

/// <summary>Measured pairs of charge and rest voltage; where they come from is said in docs/bench.md.</summary>
internal static class OcvTables
{
    /// <summary>
    /// Lithium iron phosphate: cell APR18650M1B at C/32, mean of both directions; from 0.995 on as a cell rests that was charged that far,
    /// and beyond 1 as one rises that is overcharged.
    /// </summary>
    public static readonly (double Charge, double Volts)[] Lfp =
    [
        (0.0000, 2.0102), (0.0033, 2.4177), (0.0117, 2.7405), (0.0267, 2.9299), (0.0534, 3.0872),
        (0.0885, 3.1942), (0.2972, 3.2772), (0.9833, 3.3511), (0.9950, 3.3800), (1.0000, 3.4200),
        (1.0050, 3.5200), (1.0100, 3.6500), (1.0200, 3.9500), (1.0400, 4.6000),
    ];

    /// <summary>Li-ion: cell INR21700-40T at C/20, mean of both directions.</summary>
    public static readonly (double Charge, double Volts)[] Nmc =
    [
        (0.0000, 2.5000), (0.0050, 2.8080), (0.0352, 3.1179), (0.0854, 3.3182), (0.1357, 3.4193),
        (0.2915, 3.5826), (0.4523, 3.6941), (0.8392, 4.0664), (0.9548, 4.1121), (1.0000, 4.2000),
    ];
}
