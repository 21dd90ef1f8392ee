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
    private readonly OwnCurves _curves = new(owner, hasRoom: false);
    private readonly CurrentDivider _divider = new(bank);
    private readonly LargestCurrent _charge = new();
    private readonly LargestCurrent _top = new();
    private readonly LargestCurrent _discharge = new();

    /// <summary>Looks at the bank as it is now, before anything is asked of that moment.</summary>
    public void Look() => _divider.Look();

    /// <summary>A into the bank.</summary>
    /// <param name="packs">As they are now.</param>
    /// <param name="mostVolts">V that the bank must not come above.</param>
    public double Charge(IReadOnlyList<PackSight> packs, double mostVolts) =>
        _charge.Find(Most(packs, owner.MaxChargeAmps), amps => IsChargeAllowed(packs, amps, mostVolts));

    /// <summary>
    /// V of the bank at the largest current into it at which no cell is above MAX_CELL_VOLTAGE, whatever the curves leave; at no current, where a cell is there already. A
    /// charger that holds it brings the current down as cells come to their end, without being told another one. Infinite while no current brings a cell there.
    /// </summary>
    /// <param name="packs">As they are now.</param>
    public double TopVolts(IReadOnlyList<PackSight> packs)
    {
        double most = Most(packs, owner.MaxChargeAmps);
        double largest = _top.Find(most, amps => !_divider.Divide(amps) || AreCellsBelowTop(packs));
        _divider.Divide(largest);
        return largest < most ? _divider.Volts : double.PositiveInfinity;
    }

    /// <summary>A out of the bank; positive.</summary>
    /// <param name="packs">As they are now.</param>
    public double Discharge(IReadOnlyList<PackSight> packs) => _discharge.Find(Most(packs, owner.MaxDischargeAmps), amps => IsDischargeAllowed(packs, amps));

    private bool IsChargeAllowed(IReadOnlyList<PackSight> packs, double amps, double mostVolts)
    {
        if (!_divider.Divide(amps) || _divider.Volts > mostVolts)
        {
            return false;
        }

        for (int i = 0; i < packs.Count; i++)
        {
            double through = _divider.Amps[i];
            double highest = _divider.ExtremesAt(i, through).Highest;
            if (through > 0 && (highest > owner.MaxCellVolts(i) || through > _curves.Charge(i, packs[i], highest)))
            {
                return false;
            }
        }

        return true;
    }

    private bool AreCellsBelowTop(IReadOnlyList<PackSight> packs)
    {
        for (int i = 0; i < packs.Count; i++)
        {
            double through = _divider.Amps[i];
            if (through > 0 && _divider.ExtremesAt(i, through).Highest > owner.MaxCellVolts(i))
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
            if (through > 0 && through > _curves.Discharge(i, packs[i], _divider.ExtremesAt(i, -through).Lowest))
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
}
