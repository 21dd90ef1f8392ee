namespace BtBattery.Simulator.Physics;

/// <summary>A smooth curve through rising points that rises everywhere: Fritsch and Carlson, SIAM J. Numer. Anal. 17 (1980).</summary>
internal static class MonotoneCubic
{
    /// <summary>The slope of the curve at each point of <paramref name="table"/>.</summary>
    public static double[] Slopes((double X, double Y)[] table)
    {
        int last = table.Length - 1;
        var slopes = new double[table.Length];
        (slopes[0], slopes[last]) = (Secant(table, 0), Secant(table, last - 1));
        for (int i = 1; i < last; i++)
        {
            // The weighted harmonic mean of both sides never exceeds three times the flatter one, which keeps the curve monotone.
            double before = table[i].X - table[i - 1].X, after = table[i + 1].X - table[i].X;
            double heavy = 2 * after + before, light = after + 2 * before;
            slopes[i] = (heavy + light) / (heavy / Secant(table, i - 1) + light / Secant(table, i));
        }
        return slopes;
    }

    /// <summary>The curve at <paramref name="x"/>, which lies between the first and the last point.</summary>
    public static double At((double X, double Y)[] table, double[] slopes, double x)
    {
        int i = 0;
        while (i < table.Length - 2 && x > table[i + 1].X) i++;
        double width = table[i + 1].X - table[i].X;
        double t = (x - table[i].X) / width;
        double rest = 1 - t;
        return rest * rest * ((1 + 2 * t) * table[i].Y + t * width * slopes[i])
            + t * t * ((1 + 2 * rest) * table[i + 1].Y - rest * width * slopes[i + 1]);
    }

    private static double Secant((double X, double Y)[] table, int i) => (table[i + 1].Y - table[i].Y) / (table[i + 1].X - table[i].X);
}
