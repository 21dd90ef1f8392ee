namespace BtBattery.Bench;

/// <summary>
/// Finds, moment after moment, the largest current that is allowed. More current is never more allowed: what each pack carries rises with it, and what its curves leave
/// falls. It is seldom far from where it was, so the search begins there.
/// </summary>
internal sealed class LargestCurrent
{
    /// <summary>A between what is found and what would be right.</summary>
    private const double Exactness = 0.05;

    private double _before;

    /// <summary>A; 0 if hardly any current is allowed.</summary>
    /// <param name="most">A that are never exceeded.</param>
    /// <param name="isAllowed">Whether a current is.</param>
    public double Find(double most, Func<double, bool> isAllowed)
    {
        if (isAllowed(most))
        {
            return _before = most;
        }

        if (most <= Exactness)
        {
            return _before = 0;
        }

        (double allowed, double tooMuch) = Around(Math.Min(Math.Max(_before, Exactness), most), most, isAllowed);
        while (tooMuch - allowed > Exactness)
        {
            double middle = (allowed + tooMuch) / 2;
            (allowed, tooMuch) = isAllowed(middle) ? (middle, tooMuch) : (allowed, middle);
        }

        return _before = allowed <= Exactness ? 0 : allowed;
    }

    /// <summary>Goes from a current towards the largest one, in steps that double, until that is behind.</summary>
    private static (double Allowed, double TooMuch) Around(double amps, double most, Func<double, bool> isAllowed)
    {
        bool isUpwards = amps < most && isAllowed(amps);
        (double allowed, double tooMuch) = isUpwards ? (amps, most) : (0.0, amps);
        for (double step = Exactness; tooMuch - allowed > step; step *= 2)
        {
            double next = isUpwards ? allowed + step : tooMuch - step;
            bool isNextAllowed = isAllowed(next);
            (allowed, tooMuch) = isNextAllowed ? (next, tooMuch) : (allowed, next);
            if (isNextAllowed != isUpwards)
            {
                break;
            }
        }

        return (allowed, tooMuch);
    }
}
