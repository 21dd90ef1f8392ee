namespace BtBattery.Aggregation.Model;

/// <summary>A condition a BMS can report, whatever the family; the level comes beside it in <see cref="ActiveProtection"/>.</summary>
public enum Protection
{
    /// <summary>A cell above its limit.</summary>
    CellOvervoltage,

    /// <summary>A cell below its limit.</summary>
    CellUndervoltage,

    /// <summary>The pack above its limit.</summary>
    PackOvervoltage,

    /// <summary>The pack below its limit.</summary>
    PackUndervoltage,

    /// <summary>Too hot to charge.</summary>
    ChargeOvertemperature,

    /// <summary>Too cold to charge.</summary>
    ChargeUndertemperature,

    /// <summary>Too hot to discharge.</summary>
    DischargeOvertemperature,

    /// <summary>Too cold to discharge.</summary>
    DischargeUndertemperature,

    /// <summary>Charged with too much current.</summary>
    ChargeOvercurrent,

    /// <summary>Discharged with too much current.</summary>
    DischargeOvercurrent,

    /// <summary>Short circuit.</summary>
    ShortCircuit,

    /// <summary>A fault of the measuring front end.</summary>
    FrontEndError,

    /// <summary>A FET was switched off by command: a state somebody chose, not a fault.</summary>
    SoftwareLock,

    /// <summary>Charging took longer than the board allows.</summary>
    ChargeTimeout,

    /// <summary>State of charge above its limit.</summary>
    SocHigh,

    /// <summary>State of charge below its limit.</summary>
    SocLow,

    /// <summary>Cell voltages too far apart.</summary>
    CellImbalance,

    /// <summary>Temperatures too far apart.</summary>
    TemperatureImbalance,

    /// <summary>The power stage is too hot.</summary>
    PowerStageOvertemperature,

    /// <summary>A fault inside the BMS or its sensors; the name says which.</summary>
    InternalFault,

    /// <summary>A bit that no source names; the name says where it is. It is shown, never acted on.</summary>
    Unknown,
}
