namespace BtBattery.Simulator.Physics;

/// <summary>How the resistance of a cell follows its temperature: by Arrhenius with 20 kJ/mol, about double at 0 °C.</summary>
internal static class CellResistance
{
    private const double KelvinPerActivation = 20_000 / 8.314;
    private const double Kelvin25 = 298.15;
    private const int Lowest = -40;
    private const int Highest = 100;

    /// <summary>A straight line per K: an exponential per cell and second would be most of what a bank costs.</summary>
    private static readonly double[] PerDegree =
        [.. Enumerable.Range(Lowest, Highest - Lowest + 2).Select(celsius => Math.Exp(KelvinPerActivation * (1 / (celsius + 273.15) - 1 / Kelvin25)))];

    /// <summary>The resistance at <paramref name="celsius"/> over that at 25 °C; outside of −40…100 °C as at the nearer end.</summary>
    public static double Factor(double celsius)
    {
        double at = Math.Clamp(celsius, Lowest, Highest) - Lowest;
        int degree = (int)at;
        return PerDegree[degree] + (at - degree) * (PerDegree[degree + 1] - PerDegree[degree]);
    }
}
