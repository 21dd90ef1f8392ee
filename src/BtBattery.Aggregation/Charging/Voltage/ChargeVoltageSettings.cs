namespace BtBattery.Aggregation.Charging.Voltage;

/// <summary>How the charge voltage of a bank is found.</summary>
public sealed record ChargeVoltageSettings
{
    /// <summary>The voltages of each battery; battery 1 first, as many as the bank has.</summary>
    public required IReadOnlyList<CellVoltageSettings> Batteries { get; init; }

    /// <summary>LINEAR_LIMITATION_ENABLE: penalties in addition to the stages; without control float instead of the highest voltage.</summary>
    public bool IsLinear { get; init; }

    /// <summary>CVCM_ENABLE: stages; without it the charge voltage is fixed.</summary>
    public bool IsControlled { get; init; }

    /// <summary>MAX_VOLTAGE_TIME_SEC: how long absorption lasts.</summary>
    public TimeSpan AbsorptionTime { get; init; } = TimeSpan.FromSeconds(900);

    /// <summary>SOC_LEVEL_TO_RESET_VOLTAGE_LIMIT, %: below it charging starts anew.</summary>
    public double RestartBelowSocPercent { get; init; } = 90;

    /// <summary>ABSORPTION_CELL_SPREAD, V: absorption does not begin while the cells of a battery are further apart; null for no such rule.</summary>
    public double? AbsorptionSpreadVolts { get; init; }

    /// <summary>ABSORPTION_RESTART_CELL_SPREAD, V: absorption begins anew when they are; null for no such rule.</summary>
    public double? AbsorptionRestartSpreadVolts { get; init; }

    /// <summary>BULK_CELL_SPREAD, V: from float, charging starts anew when they are this far apart or further; null for no such rule.</summary>
    public double? BulkSpreadVolts { get; init; }

    /// <summary>CHARGE_VOLTAGE_HOLD_SEC: how long nothing may have held the charge voltage down before it rises.</summary>
    public TimeSpan Hold { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>CHARGE_VOLTAGE_RAMP: how fast it rises then, and goes to float after absorption; V per second and cell.</summary>
    public double RampVoltsPerSecond { get; init; } = 0.0005;

    /// <summary>A rule that a bench leaves out.</summary>
    internal SafetyRule LeftOut { get; init; }
}
