using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Bench;

/// <summary>
/// Measures, beside the oracles, what a controller is good for: the energy that it made the bank keep or give to loads, and how much of the best possible current it
/// allowed whenever chargers or loads would have used it. The best possible one is that of the bank as it is in this very run, below the voltage that is allowed in it.
/// </summary>
/// <remarks>
/// Energy is what is in the cells, and not what went in at the terminals: what goes in and comes out again with no load that needs it (into a grid, or because a charger
/// that could give it was told less) is stored by nobody, however often it does so, and what warms cells and cables is not stored either.
/// </remarks>
/// <param name="owner">What the owner configured.</param>
/// <param name="physics">The bank.</param>
internal sealed class UsefulnessWatch(OwnersLimits owner, PhysicalBank physics)
{
    /// <summary>The best current changes slowly, and takes time to find.</summary>
    private const int EverySeconds = 5;

    /// <summary>No controller has learned how packs share a current before some has flown.</summary>
    private static readonly TimeSpan s_start = TimeSpan.FromMinutes(10);

    private readonly BestCurrents _best = new(owner, physics.Bank);
    private readonly double _highestVolts = owner.BankVolts(physics.Bank, cell => cell.MaxVolts);
    private double _chargeAllowed;
    private double _chargePossible;
    private double _dischargeAllowed;
    private double _dischargePossible;
    private readonly double _heldAtStartWh = HeldWh(physics);
    private double _usedWh;
    private int _second;

    /// <summary>Wh that are in the cells beyond those at the start, and those that loads needed and took: below 0 where more was lost than stored.</summary>
    public double StoredWh => HeldWh(physics) - _heldAtStartWh + _usedWh;

    /// <summary>What was allowed of the charge current that would have been used and was possible, 0 to 1; null if none would have been.</summary>
    public double? ChargeShare => _chargePossible > 0 ? _chargeAllowed / _chargePossible : null;

    /// <summary>The same for discharging.</summary>
    public double? DischargeShare => _dischargePossible > 0 ? _dischargeAllowed / _dischargePossible : null;

    /// <summary>A second has passed.</summary>
    public void Look(Sight sight)
    {
        _usedWh += sight.Volts * Math.Clamp(-sight.Amps, 0, sight.System.NeededAmps) / 3600;
        if (_second++ % EverySeconds != 0 || sight.Now < s_start)
        {
            return;
        }

        _best.Look();
        if (sight.System.OfferedAmps > Bounds.RoundingAmps)
        {
            double possible = Math.Min(sight.System.OfferedAmps, _best.Charge(sight.Packs, Math.Min(_highestVolts, sight.Published.Cvl ?? _highestVolts)));
            _chargePossible += possible;
            _chargeAllowed += Math.Min(possible, sight.Published.Ccl ?? 0);
        }

        if (sight.System.WantedAmps > Bounds.RoundingAmps)
        {
            double possible = Math.Min(sight.System.WantedAmps, _best.Discharge(sight.Packs));
            _dischargePossible += possible;
            _dischargeAllowed += Math.Min(possible, sight.Published.Dcl ?? 0);
        }
    }

    private static double HeldWh(PhysicalBank physics) => physics.Bank.Packs.Sum(pack => pack.Cells.Sum(cell => cell.StoredWh));
}
