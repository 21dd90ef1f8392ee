using BtBattery.Simulator.Physics;

namespace BtBattery.Bench;

/// <summary>
/// The largest currents that a bank may carry as it is now, if everything is known: every battery within what the owner's curves leave to it at
/// that very current, and no cell above MAX_CELL_VOLTAGE. In parallel, what packs exchange is part of what they carry.
/// </summary>
/// <param name="owner">What the owner configured.</param>
/// <param name="bank">The bank.</param>
internal sealed class BestCurrents(OwnersLimits owner, BankModel bank)
{
    /// <summary>A between what is found and what would be right.</summary>
    private const double Exactness = 0.05;

    /// <summary>V below its highest at which a cell counts as there.</summary>
    private const double TopVolts = 0.003;

    private readonly OwnCurves _curves = new(owner, hasRoom: false);
    private readonly CurrentDivider _divider = new(bank);

    /// <summary>A into the bank.</summary>
    /// <param name="packs">As they are now.</param>
    /// <param name="mostVolts">V that the bank must not come above.</param>
    /// <returns>That, V of the bank then, and whether a cell is then at its highest.</returns>
    public (double Amps, double Volts, bool IsCellAtTop) Charge(IReadOnlyList<PackSight> packs, double mostVolts)
    {
        _divider.Look();
        double largest = Largest(Most(packs, owner.MaxChargeAmps), amps => IsChargeAllowed(packs, amps, mostVolts));
        _divider.Divide(largest);
        return (largest, _divider.Volts, packs.Any(pack => ExtremesAt(bank.Packs[pack.Number - 1], _divider.Amps[pack.Number - 1]).Highest > owner.MaxCellVolts(pack.Number - 1) - TopVolts));
    }

    /// <summary>A out of the bank; positive.</summary>
    /// <param name="packs">As they are now.</param>
    public double Discharge(IReadOnlyList<PackSight> packs)
    {
        _divider.Look();
        return Largest(Most(packs, owner.MaxDischargeAmps), amps => IsDischargeAllowed(packs, amps));
    }

    private bool IsChargeAllowed(IReadOnlyList<PackSight> packs, double amps, double mostVolts)
    {
        if (!_divider.Divide(amps) || _divider.Volts > mostVolts)
        {
            return false;
        }

        for (int i = 0; i < packs.Count; i++)
        {
            double through = _divider.Amps[i];
            double highest = ExtremesAt(bank.Packs[i], through).Highest;
            if (through > 0 && (highest > owner.MaxCellVolts(i) || through > _curves.Charge(i, packs[i], highest)))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsDischargeAllowed(IReadOnlyList<PackSight> packs, double amps)
    {
        if (!_divider.Divide(-amps))
        {
            return false;
        }

        for (int i = 0; i < packs.Count; i++)
        {
            double through = -_divider.Amps[i];
            if (through > 0 && through > _curves.Discharge(i, packs[i], ExtremesAt(bank.Packs[i], -through).Lowest))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>No bank carries more than all batteries together.</summary>
    private static double Most(IReadOnlyList<PackSight> packs, Func<int, double, double> largest)
    {
        double sum = 0;
        for (int i = 0; i < packs.Count; i++)
        {
            sum += largest(i, packs[i].CapacityAh);
        }

        return sum;
    }

    /// <summary>More current is never more allowed: what each pack carries rises with it, and what its curves leave falls.</summary>
    private static double Largest(double most, Func<double, bool> isAllowed)
    {
        if (isAllowed(most))
        {
            return most;
        }

        (double allowed, double tooMuch) = (0, most);
        while (tooMuch - allowed > Exactness)
        {
            double middle = (allowed + tooMuch) / 2;
            (allowed, tooMuch) = isAllowed(middle) ? (middle, tooMuch) : (allowed, middle);
        }

        return allowed <= Exactness ? 0 : allowed;
    }

    /// <summary>V of its lowest and its highest cell at another current.</summary>
    private static (double Lowest, double Highest) ExtremesAt(PackModel pack, double amps)
    {
        (double lowest, double highest) = (double.MaxValue, double.MinValue);
        for (int cell = 0; cell < pack.Cells.Count; cell++)
        {
            CellModel model = pack.Cells[cell];
            double volts = model.OpenVolts + model.RelaxationVolts + amps * model.Ohms;
            (lowest, highest) = (Math.Min(lowest, volts), Math.Max(highest, volts));
        }

        return (lowest, highest);
    }
}
