namespace BtBattery.Bench;

/// <summary>The charge voltage that the reference driver gives. What it remembers ends with its process.</summary>
/// <param name="settings">What is configured.</param>
internal sealed class ReferenceVoltage(ReferenceSettings settings)
{
    /// <summary>V per cell by which it goes below the present voltage of an uneven bank.</summary>
    private const double BackOff = 0.05;

    private TimeSpan? _atMaxSince;
    private bool _isFloat;

    /// <summary>V for a bank, at a moment of its wall clock.</summary>
    public double Of(ReferenceBank bank, TimeSpan wallClock)
    {
        double max = settings.MaxCellVolts * bank.CellCount;
        double low = settings.MinCellVolts * bank.CellCount;
        double sum = bank.Cells.Sum();
        if (bank.Cells.Count == 0)
        {
            return max;
        }

        if (bank.AreVoltsUneven || bank.AreSocsUneven)
        {
            return Math.Max(low, bank.Volts - BackOff * bank.CellCount);
        }

        double floating = settings.FloatCellVolts * bank.CellCount;
        if (settings.IsLinear)
        {
            return settings.IsControlled && bank.Cells.Max() >= settings.PenaltyAt[0] ? Math.Max(low, sum - bank.Cells.Sum(Penalty)) : floating;
        }

        return settings.IsControlled && IsFloat(bank, sum >= max, wallClock) ? floating : max;
    }

    /// <summary>The time at the top goes on when the voltage falls again.</summary>
    private bool IsFloat(ReferenceBank bank, bool isAtMax, TimeSpan wallClock)
    {
        if (_isFloat)
        {
            _isFloat = bank.SocPercent >= settings.ResetBelowSocPercent;
            return _isFloat;
        }

        _atMaxSince ??= isAtMax ? wallClock : null;
        if (_atMaxSince is { } since && wallClock - since > settings.AtMaxFor)
        {
            (_isFloat, _atMaxSince) = (true, null);
        }

        return _isFloat;
    }

    private double Penalty(double cellVolts)
    {
        (IReadOnlyList<double> at, IReadOnlyList<double> volts) = (settings.PenaltyAt, settings.Penalties);
        if (cellVolts < at[0])
        {
            return 0;
        }

        int above = 1;
        while (above < at.Count && at[above] <= cellVolts)
        {
            above++;
        }

        return above == at.Count ? volts[^1]
            : volts[above - 1] + (cellVolts - at[above - 1]) / (at[above] - at[above - 1]) * (volts[above] - volts[above - 1]);
    }
}
