using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Bench;

/// <summary>
/// Measures, beside the oracles, what a controller is good for: the energy that it let into the bank, and how much of the best possible current it allowed
/// whenever chargers or loads would have used it. The best possible one is that of the bank as it is in this very run, below the voltage that is allowed in it.
/// </summary>
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
    private int _second;

    /// <summary>Wh that went into the bank.</summary>
    public double ChargedWh { get; private set; }

    /// <summary>Wh that came out of it.</summary>
    public double DischargedWh { get; private set; }

    /// <summary>What was allowed of the charge current that would have been used and was possible, 0 to 1; null if none would have been.</summary>
    public double? ChargeShare => _chargePossible > 0 ? _chargeAllowed / _chargePossible : null;

    /// <summary>The same for discharging.</summary>
    public double? DischargeShare => _dischargePossible > 0 ? _dischargeAllowed / _dischargePossible : null;

    /// <summary>A second has passed.</summary>
    public void Look(Sight sight)
    {
        double wattHours = sight.Volts * sight.Amps / 3600;
        ChargedWh += Math.Max(0, wattHours);
        DischargedWh += Math.Max(0, -wattHours);
        if (_second++ % EverySeconds != 0 || sight.Now < s_start)
        {
            return;
        }

        if (sight.System.OfferedAmps > Bounds.RoundingAmps)
        {
            double possible = Math.Min(sight.System.OfferedAmps, _best.Charge(sight.Packs, Math.Min(_highestVolts, sight.Published.Cvl ?? _highestVolts)).Amps);
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
}
