using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Tools;

/// <summary>A snapshot without what is too old to be shown as the present state of the battery.</summary>
internal static class FreshSnapshot
{
    /// <summary>
    /// Drops every measured value older than the deadline, and all of them once the pack voltage is. What the battery is
    /// (texts, date, nominal capacity, its own limits) and its counters of errors, which are asked rarely, do not age.
    /// </summary>
    public static BatterySnapshot Of(BatterySnapshot all, MonotonicTime now, TimeSpan deadline)
    {
        bool isLive = Fresh(all.Voltage) is not null;
        return FactsOf(all) with
        {
            Voltage = IfLive(all.Voltage),
            Current = IfLive(all.Current),
            SocPercent = IfLive(all.SocPercent),
            SohPercent = IfLive(all.SohPercent),
            RemainingAh = IfLive(all.RemainingAh),
            FullAh = IfLive(all.FullAh),
            Cycles = IfLive(all.Cycles),
            UnsignedPower = IfLive(all.UnsignedPower),
            Activity = IfLive(all.Activity),
            ChargeFetOn = IfLive(all.ChargeFetOn),
            DischargeFetOn = IfLive(all.DischargeFetOn),
            CellCount = IfLive(all.CellCount),
            CellVoltages = IfLive(all.CellVoltages),
            Balancing = IfLive(all.Balancing),
            Temperatures = IfLive(all.Temperatures),
            TemperatureSensorCount = IfLive(all.TemperatureSensorCount),
            MosTemperature = IfLive(all.MosTemperature),
            BoardTemperature = IfLive(all.BoardTemperature),
            Protections = IfLive(all.Protections),
        };

        Measured<T>? IfLive<T>(Measured<T>? measured) => isLive ? Fresh(measured) : null;

        Measured<T>? Fresh<T>(Measured<T>? measured) => measured is { } value && value.IsFresh(now, deadline) ? value : null;
    }

    /// <summary>Only what does not age.</summary>
    public static BatterySnapshot FactsOf(BatterySnapshot all) => new()
    {
        DesignAh = all.DesignAh,
        ErrorCounts = all.ErrorCounts,
        CellOvervoltageProtection = all.CellOvervoltageProtection,
        CellUndervoltageProtection = all.CellUndervoltageProtection,
        Hardware = all.Hardware,
        SoftwareVersion = all.SoftwareVersion,
        ProductionDate = all.ProductionDate,
    };
}
