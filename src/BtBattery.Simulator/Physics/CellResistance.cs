namespace BtBattery.Simulator.Physics;

/// <summary>How the resistance of a cell follows its temperature and its charge.</summary>
internal static class CellResistance
{
    private const double KelvinPerActivation = 20_000 / 8.314;
    private const double Kelvin25 = 298.15;
    private const int Lowest = -40;
    private const int Highest = 100;

    /// <summary>By Arrhenius, with a straight line per K: an exponential per cell and second would be most of what a bank costs.</summary>
    private static readonly double[] PerDegree =
        [.. Enumerable.Range(Lowest, Highest - Lowest + 2).Select(celsius => Math.Exp(KelvinPerActivation * (1 / (celsius + 273.15) - 1 / Kelvin25)))];

    /// <summary>The resistance at <paramref name="celsius"/> over that at 25 °C; outside of −40…100 °C as at the nearer end.</summary>
    public static double Factor(double celsius)
    {
        double at = Math.Clamp(celsius, Lowest, Highest) - Lowest;
        int degree = (int)at;
        return PerDegree[degree] + (at - degree) * (PerDegree[degree + 1] - PerDegree[degree]);
    }

    /// <summary>
    /// The slow part of the resistance at <paramref name="charge"/> over that in the middle. A cell that is pressed towards its end resists:
    /// while it is charged near full in LFP up to twenty-one times, which is why it falls from 3.6 to 3.4 V when charging ends; while it is
    /// discharged near empty up to four times. Away from its end it does not.
    /// </summary>
    public static double SlowFactor(Chemistry chemistry, double charge, bool isPressedUp)
    {
        const double low = 0.08, high = 0.94;
        if (!isPressedUp)
        {
            if (charge >= low) return 1;
            double empty = Math.Min((low - charge) / low, 1);
            return 1 + 3 * empty * empty;
        }
        if (charge <= high || chemistry != Chemistry.Lfp) return 1;
        double full = Math.Min((charge - high) / (1 - high), 1);
        return 1 + 20 * full * full * full;
    }
}
