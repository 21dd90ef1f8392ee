using BtBattery.Aggregation.Charging.Voltage;
using BtBattery.Simulator.Physics;

namespace BtBattery.Bench;

/// <summary>
/// The charge voltage that the owner wants of a bank whose every cell is seen: the highest, and with CVCM_ENABLE absorption for MAX_VOLTAGE_TIME_SEC and
/// then float, until the bank is below SOC_LEVEL_TO_RESET_VOLTAGE_LIMIT. A bank is at its highest also where its highest cell is.
/// </summary>
/// <param name="owner">What the owner configured.</param>
/// <param name="bank">The bank.</param>
internal sealed class PerfectStage(OwnersLimits owner, BankModel bank)
{
    /// <summary>V per cell by which chargers and cables stay below what they are told.</summary>
    private const double NearVolts = 0.01;

    /// <summary>A bank whose cells are uneven may be full and still below the limit: it is not charged anew before so much was used, %.</summary>
    private const double UsedPercent = 3;

    private readonly ChargeVoltageSettings _set = owner.Settings.Voltage;
    private TimeSpan _before;
    private TimeSpan _absorbed;
    private double _fullPercent;
    private bool _isFloating;

    /// <summary>V of the bank.</summary>
    public double Next(TimeSpan now, IReadOnlyList<PackSight> packs)
    {
        TimeSpan elapsed = now - _before;
        _before = now;
        double highest = owner.BankVolts(bank, cell => cell.MaxVolts);
        if (!_set.IsControlled)
        {
            return _set.IsLinear ? Float() : highest;
        }

        if (_isFloating)
        {
            bool isLow = SocPercent() < Math.Min(_set.RestartBelowSocPercent, _fullPercent - UsedPercent);
            (_isFloating, _absorbed) = isLow ? (false, TimeSpan.Zero) : (true, _absorbed);
            return _isFloating ? Float() : highest;
        }

        _absorbed += IsAtTop(packs, highest) ? elapsed : TimeSpan.Zero;
        (_isFloating, _fullPercent) = (_absorbed >= _set.AbsorptionTime, SocPercent());
        return highest;
    }

    private double Float() => owner.BankVolts(bank, cell => cell.FloatVolts);

    private bool IsAtTop(IReadOnlyList<PackSight> packs, double highest)
    {
        int cells = (int)Math.Round(highest / _set.Batteries[0].MaxVolts);
        return bank.Volts >= highest - NearVolts * cells || packs.Any(pack => pack.HighestVolts >= owner.MaxCellVolts(pack.Number - 1) - NearVolts);
    }

    private double SocPercent() =>
        100 * bank.Packs.Sum(pack => pack.Cells.Sum(cell => cell.Ah)) / bank.Packs.Sum(pack => pack.Cells.Sum(cell => cell.Description.CapacityAh));
}
