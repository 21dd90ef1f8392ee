namespace BtBattery.Bench;

/// <summary>How the reference driver finds a fraction between two breakpoints.</summary>
internal enum ReferenceStep
{
    /// <summary>By the breakpoint at or below the reading: charging by voltage and by temperature.</summary>
    AtOrBelow,

    /// <summary>By the breakpoint above the reading: discharging, and the state of charge.</summary>
    Above,
}

/// <summary>A list of breakpoints and fractions as the reference driver has them.</summary>
/// <param name="Points">Readings, rising.</param>
/// <param name="Fractions">Of the common largest current; one for each point.</param>
/// <param name="Step">Where limits go in steps.</param>
/// <param name="Beyond">What holds above the last point where it is not that of the last point: its list for discharging by state of charge has a value more than points.</param>
internal sealed record ReferenceCurve(IReadOnlyList<double> Points, IReadOnlyList<double> Fractions, ReferenceStep Step, double? Beyond = null)
{
    /// <summary>What is left at a reading.</summary>
    public double At(double reading, bool isLinear)
    {
        int above = 0;
        while (above < Points.Count && Points[above] <= reading)
        {
            above++;
        }

        if (above == Points.Count)
        {
            return reading > Points[^1] || Step == ReferenceStep.Above ? Beyond ?? Fractions[^1] : Fractions[^1];
        }

        if (above == 0)
        {
            return Fractions[0];
        }

        if (isLinear)
        {
            double way = (reading - Points[above - 1]) / (Points[above] - Points[above - 1]);
            return Fractions[above - 1] + way * (Fractions[above] - Fractions[above - 1]);
        }

        // At the first point itself the list for discharging still gives the first value.
        return Step == ReferenceStep.AtOrBelow || reading <= Points[0] ? Fractions[above - 1] : Fractions[above];
    }
}
