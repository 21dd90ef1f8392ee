namespace BtBattery.Aggregation.Model;

/// <summary>What a BMS says its pack is doing, where it says so; not derived from the current.</summary>
public enum BatteryActivity
{
    /// <summary>Neither charging nor discharging.</summary>
    Idle,

    /// <summary>Charging.</summary>
    Charging,

    /// <summary>Discharging.</summary>
    Discharging,
}
