namespace BtBattery.Aggregation.Energy;

/// <summary>What flowed between two readings, taken as a straight line from one to the other.</summary>
internal static class Flow
{
    /// <summary>What flowed in and what flowed out, neither negative; in the unit of the readings times hours.</summary>
    /// <param name="before">A or W, positive = charging.</param>
    /// <param name="after">The same, later.</param>
    /// <param name="between">The time from one to the other.</param>
    public static (double In, double Out) Between(double before, double after, TimeSpan between)
    {
        double net = Net(before, after, between);
        if (before >= 0 == after >= 0)
        {
            return net >= 0 ? (net, 0) : (0, -net);
        }

        // The line crosses zero, which leaves a triangle on either side.
        double charged = Math.Max(before, after) / (2 * Math.Abs(after - before)) * Math.Max(before, after) * between.TotalHours;
        return (charged, charged - net);
    }

    /// <summary>What flowed in less what flowed out.</summary>
    /// <inheritdoc cref="Between"/>
    public static double Net(double before, double after, TimeSpan between) => (before + after) / 2 * between.TotalHours;
}
