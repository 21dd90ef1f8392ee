using BtBattery.Aggregation.Charging.Voltage;
using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration;

/// <summary>What the configuration says of the charge voltage.</summary>
public static class ChargeVoltageMapping
{
    /// <summary>The settings of a configuration without errors.</summary>
    public static ChargeVoltageSettings ToChargeVoltageSettings(this DriverConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new()
        {
            Batteries = [.. configuration.Batteries.Select(ToCellVoltageSettings)],
            IsLinear = configuration.Get(ChargeStageKeys.Linear),
            IsControlled = configuration.Get(ChargeStageKeys.ChargeVoltageControl),
            AbsorptionTime = TimeSpan.FromSeconds(configuration.Get(ChargeStageKeys.AbsorptionTime)),
            RestartBelowSocPercent = configuration.Get(ChargeStageKeys.RestartBelowSoc),
            AbsorptionSpreadVolts = configuration.Get(ChargeStageKeys.AbsorptionSpread),
            AbsorptionRestartSpreadVolts = configuration.Get(ChargeStageKeys.AbsorptionRestartSpread),
            BulkSpreadVolts = configuration.Get(ChargeStageKeys.BulkSpread),
            Hold = TimeSpan.FromSeconds(configuration.Get(ChargeStageKeys.Hold)),
            RampVoltsPerSecond = configuration.Get(ChargeStageKeys.Ramp),
        };
    }

    private static CellVoltageSettings ToCellVoltageSettings(BatteryConfiguration battery) => new()
    {
        MaxVolts = battery.Get(CellVoltageKeys.Max),
        FloatVolts = battery.Get(CellVoltageKeys.Float),
        MinVolts = battery.Get(CellVoltageKeys.Min),
        BlockedVolts = battery.Get(CellVoltageKeys.Blocked),
        TopVolts = Math.Min(battery.Get(BatteryKeys.BmsOvervoltage) ?? double.MaxValue, CellRange.Of(battery.Chemistry).HighestVolts),
        PenaltyAt = battery.Get(CellVoltageKeys.PenaltyAt),
        Penalties = battery.Get(CellVoltageKeys.Penalty),
    };
}
