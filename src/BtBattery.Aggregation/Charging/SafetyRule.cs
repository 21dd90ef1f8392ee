namespace BtBattery.Aggregation.Charging;

/// <summary>
/// Rules that stand in code and not in a setting, so that a bench can leave out one at a time and show what it is there for. Nothing that ships leaves one out: no key,
/// no path, no option and no environment variable leads here.
/// </summary>
internal enum SafetyRule
{
    /// <summary>None: every rule holds.</summary>
    None,

    /// <summary>A battery of which one cell is not known may carry nothing.</summary>
    UnknownCells,

    /// <summary>A sensor that was there and gives no value stops charging.</summary>
    LostSensors,

    /// <summary>A step that the temperature of a power stage took is given back after a while only.</summary>
    HotStage,

    /// <summary>A protection that the BMS reports stops the direction that it is for.</summary>
    Protections,

    /// <summary>One odd reading alone does not take the discharge limit to nothing.</summary>
    OddReadings,

    /// <summary>In series the least of the parts holds.</summary>
    SeriesLeast,

    /// <summary>In parallel the current divides by shares, not by permission.</summary>
    Shares,

    /// <summary>A part that is seen near its limit is reckoned with by a larger share.</summary>
    ShareCorrection,

    /// <summary>What parts exchange is told apart from how they share the current.</summary>
    Exchange,

    /// <summary>What brought a cell too far along its curve is tried again after minutes only.</summary>
    TopHold,

    /// <summary>A cell above its maximum lowers the charge voltage.</summary>
    CellOvervoltage,

    /// <summary>A cell that is not known takes the charge voltage to where nothing flows.</summary>
    UnknownCellVoltages,

    /// <summary>Where no charge current is allowed, the charge voltage does not allow one either.</summary>
    ChargeBlocked,

    /// <summary>Where a current flows in all the same, that voltage gives way until none does.</summary>
    ForcedCharge,

    /// <summary>Limits are 0 for a while before they are taken back.</summary>
    ZeroFirst,

    /// <summary>No limit is given to a bank that is not the one which other devices measure.</summary>
    RightBank,

    /// <summary>The limits of a silent battery shrink.</summary>
    ShrinkingLimits,

    /// <summary>A silent battery in parallel still conducts, and frees no current for the others.</summary>
    SilenceConducts,

    /// <summary>Where a FET is open, or not known to be closed, nothing is allowed.</summary>
    OpenFets,
}
