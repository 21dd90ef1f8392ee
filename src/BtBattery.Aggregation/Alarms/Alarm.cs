namespace BtBattery.Aggregation.Alarms;

/// <summary>What a battery or a bank is alarmed about. The names are those of the paths; their order is that of everything that lists them.</summary>
public enum Alarm
{
    /// <summary>A cell above its maximum.</summary>
    HighCellVoltage,

    /// <summary>A cell below its minimum.</summary>
    LowCellVoltage,

    /// <summary>The pack above its maximum.</summary>
    HighVoltage,

    /// <summary>The pack below its minimum, or about to be cut off.</summary>
    LowVoltage,

    /// <summary>Too hot to charge.</summary>
    HighChargeTemperature,

    /// <summary>Too cold to charge.</summary>
    LowChargeTemperature,

    /// <summary>Too hot to discharge.</summary>
    HighTemperature,

    /// <summary>Too cold to discharge.</summary>
    LowTemperature,

    /// <summary>More charge current than allowed.</summary>
    HighChargeCurrent,

    /// <summary>More discharge current than allowed.</summary>
    HighDischargeCurrent,

    /// <summary>Low state of charge.</summary>
    LowSoc,

    /// <summary>Cells too far apart.</summary>
    CellImbalance,

    /// <summary>The power stage is too hot.</summary>
    HighInternalTemperature,

    /// <summary>A fault of the BMS.</summary>
    InternalFailure,
}
