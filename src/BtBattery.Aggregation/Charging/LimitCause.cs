namespace BtBattery.Aggregation.Charging;

/// <summary>Why a limit is what it is. The names stand in what programs read; words for people are made from them where they are shown.</summary>
public enum LimitCause
{
    /// <summary>What the owner set: MAX_BATTERY_CHARGE_CURRENT, MAX_BATTERY_DISCHARGE_CURRENT, MAX_CELL_VOLTAGE.</summary>
    Configured,

    /// <summary>The owner has not set both currents: a share of the capacity holds.</summary>
    NotConfigured,

    /// <summary>The voltage of the highest cell when charging, of the lowest when discharging.</summary>
    CellVoltage,

    /// <summary>The coldest or the warmest sensor.</summary>
    Temperature,

    /// <summary>The temperature of the power stage.</summary>
    MosTemperature,

    /// <summary>The state of charge.</summary>
    Soc,

    /// <summary>The BMS reports that a protection is up which stops this direction.</summary>
    Protection,

    /// <summary>The BMS can tell of protections that stop this direction, and does not say whether one is up.</summary>
    ProtectionUnknown,

    /// <summary>The FET of this direction is open.</summary>
    FetOpen,

    /// <summary>It is not known whether the FET of this direction is closed.</summary>
    FetUnknown,

    /// <summary>A rule needs the voltage of every cell, and one is not known.</summary>
    CellUnknown,

    /// <summary>A rule needs the state of charge, and it is not known.</summary>
    SocUnknown,

    /// <summary>A rule needs temperatures, and they are not known.</summary>
    TemperatureUnknown,

    /// <summary>The battery has fewer sensors than it had, or one that it has does not say anything sensible.</summary>
    SensorLost,

    /// <summary>The battery has never had a temperature sensor: NO_SENSOR_CURRENT_FRACTION.</summary>
    NoSensor,

    /// <summary>A battery is silent: the row of the decision table that holds.</summary>
    Silent,

    /// <summary>A part in parallel that is switched off stands apart from the others.</summary>
    ReconnectGuard,

    /// <summary>A part in parallel would carry more than it may.</summary>
    Share,

    /// <summary>No more than all parts in parallel may carry together; in series the least of the parts.</summary>
    Parts,

    /// <summary>A limit rises only after a hold, and by a ramp.</summary>
    Recovery,

    /// <summary>The stage of charging.</summary>
    Stage,

    /// <summary>Penalties for cells that are too high.</summary>
    Penalty,

    /// <summary>A cell is above its maximum: the charge voltage gives way by that excess.</summary>
    CellOvervoltage,

    /// <summary>Charging is blocked: BLOCKED_CELL_VOLTAGE.</summary>
    ChargeBlocked,

    /// <summary>Not every battery has answered yet, or too long ago: nothing is claimed.</summary>
    NotKnown,

    /// <summary>The cells are outside of what CHEMISTRY allows.</summary>
    Chemistry,

    /// <summary>A battery does not have the cells it should have.</summary>
    CellCount,

    /// <summary>The voltage of the bank is not the one that other devices measure.</summary>
    WrongBank,

    /// <summary>The batteries do not belong together as they are wired.</summary>
    Refused,

    /// <summary>The program failed to work it out: a bug.</summary>
    Error,
}
