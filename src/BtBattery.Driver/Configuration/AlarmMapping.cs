using BtBattery.Aggregation.Alarms;
using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration;

/// <summary>What the configuration says of alarms.</summary>
public static class AlarmMapping
{
    /// <summary>The settings of a configuration without errors.</summary>
    public static AlarmSettings ToAlarmSettings(this DriverConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        double apart = configuration.Get(DisplayKeys.CellImbalanceThreshold);
        return new()
        {
            HasLimits = configuration.Get(BankKeys.PublishLimits),
            ImbalanceVolts = apart > 0 ? apart : null,
            ImbalanceDelay = TimeSpan.FromSeconds(configuration.Get(DisplayKeys.CellImbalanceDelay)),
        };
    }
}
