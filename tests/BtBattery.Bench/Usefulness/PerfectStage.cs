using BtBattery.Aggregation.Charging.Voltage;
using BtBattery.Aggregation.Wiring;
using BtBattery.Simulator.Physics;

namespace BtBattery.Bench;

/// <summary>
/// The charge voltage that the owner wants of a bank whose every cell is seen: the highest, and with CVCM_ENABLE absorption for MAX_VOLTAGE_TIME_SEC and
/// then float, until the bank is below SOC_LEVEL_TO_RESET_VOLTAGE_LIMIT. A bank is at its highest also where its highest cell is.
/// </summary>
/// <remarks>
/// That level is one of the state of charge that BMSs say, as the owner sees it. Li-ion that is full at 4.1 V may say 85 % for ever: then the owner's wish is to hold it there, and float would
/// lose what nobody asked to lose. It is taken a little lower than configured: of two controllers that stand just above it the one that has kept less falls below it by chance, begins anew,
/// and has more at the end of the day; who is measured against this one begins first.
/// </remarks>
/// <param name="owner">What the owner configured.</param>
/// <param name="bank">The bank.</param>
internal sealed class PerfectStage(OwnersLimits owner, BankModel bank)
{
    /// <summary>V per cell by which chargers and cables stay below what they are told.</summary>
    private const double NearVolts = 0.01;

    /// <summary>% of charge by which two controllers differ that are as good as each other.</summary>
    private const double AlikePercent = 3;

    private readonly ChargeVoltageSettings _set = owner.Settings.Voltage;
    private readonly double _highestVolts = owner.BankVolts(bank, cell => cell.MaxVolts);
    private readonly double _floatVolts = owner.BankVolts(bank, cell => cell.FloatVolts);
    private TimeSpan _before;
    private TimeSpan _absorbed;

    /// <summary>V of the bank.</summary>
    public double Next(TimeSpan now, IReadOnlyList<PackSight> packs)
    {
        TimeSpan elapsed = now - _before;
        _before = now;
        if (!_set.IsControlled)
        {
            return _set.IsLinear ? _floatVolts : _highestVolts;
        }

        _absorbed = SocPercent(owner.Settings.Wiring, packs).Percent < _set.RestartBelowSocPercent - AlikePercent ? TimeSpan.Zero
            : IsAtTop(packs) ? _absorbed + elapsed
            : _absorbed;
        return _absorbed >= _set.AbsorptionTime ? _floatVolts : _highestVolts;
    }

    private bool IsAtTop(IReadOnlyList<PackSight> packs)
    {
        int cells = (int)Math.Round(_highestVolts / _set.Batteries[0].MaxVolts);
        return bank.Volts >= _highestVolts - NearVolts * cells || packs.Any(pack => pack.HighestVolts >= owner.MaxCellVolts(pack.Number - 1) - NearVolts);
    }

    /// <summary>In series the part with the least holds; in parallel they count by what they hold.</summary>
    private static (double Percent, double CapacityAh) SocPercent(BankNode node, IReadOnlyList<PackSight> packs)
    {
        if (node is not BankJoint joint)
        {
            PackSight pack = packs[((BankMember)node).Number - 1];
            return (pack.ShownSocPercent, pack.CapacityAh);
        }

        (double percent, double capacity) = SocPercent(joint.Parts[0], packs);
        for (int i = 1; i < joint.Parts.Count; i++)
        {
            (double ofPart, double part) = SocPercent(joint.Parts[i], packs);
            (percent, capacity) = joint.IsSeries
                ? (Math.Min(percent, ofPart), Math.Min(capacity, part))
                : ((percent * capacity + ofPart * part) / (capacity + part), capacity + part);
        }

        return (percent, capacity);
    }
}
