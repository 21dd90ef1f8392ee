namespace BtBattery.Aggregation.Charging.Members;

/// <summary>What the owner says about the currents of one battery. A curve that is null is switched off.</summary>
public sealed record MemberLimitSettings
{
    /// <summary>MAX_BATTERY_CHARGE_CURRENT, A.</summary>
    public required double MaxChargeAmps { get; init; }

    /// <summary>MAX_BATTERY_DISCHARGE_CURRENT, A; positive.</summary>
    public required double MaxDischargeAmps { get; init; }

    /// <summary>True if the owner has set both. Else a share of the capacity holds beside them.</summary>
    public required bool AreCurrentsSet { get; init; }

    /// <summary>BATTERY_CAPACITY if the owner has set it, Ah; null if it is only the default, which says nothing of this battery.</summary>
    public required double? OwnersAh { get; init; }

    /// <summary>True to interpolate between the points of the curves, false for steps.</summary>
    public required bool IsLinear { get; init; }

    /// <summary>Charging by the highest cell, V.</summary>
    public required LimitCurve? ChargeByCell { get; init; }

    /// <summary>Discharging by the lowest cell, V.</summary>
    public required LimitCurve? DischargeByCell { get; init; }

    /// <summary>Charging by temperature, °C.</summary>
    public required LimitCurve? ChargeByTemperature { get; init; }

    /// <summary>Discharging by temperature, °C.</summary>
    public required LimitCurve? DischargeByTemperature { get; init; }

    /// <summary>Both directions by the temperature of the power stage, °C.</summary>
    public required LimitCurve? ByMosTemperature { get; init; }

    /// <summary>Charging by state of charge, %.</summary>
    public required LimitCurve? ChargeBySoc { get; init; }

    /// <summary>Discharging by state of charge, %.</summary>
    public required LimitCurve? DischargeBySoc { get; init; }

    /// <summary>NO_SENSOR_CURRENT_FRACTION, 0 to 1.</summary>
    public required double NoSensorFraction { get; init; }

    /// <summary>What the cells are said to be made of, as it is written in the files.</summary>
    public required string Chemistry { get; init; }

    /// <summary>Such cells must never be discharged below, V.</summary>
    public required double LowestCellVolts { get; init; }

    /// <summary>Such cells must never be charged above, V.</summary>
    public required double HighestCellVolts { get; init; }

    /// <summary>A rule that a bench leaves out.</summary>
    internal SafetyRule LeftOut { get; init; }
}
