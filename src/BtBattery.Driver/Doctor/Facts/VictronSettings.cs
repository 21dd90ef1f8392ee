namespace BtBattery.Driver.Doctor.Facts;

/// <summary>Settings of the system that matter to a battery; null where one could not be read.</summary>
public sealed record VictronSettings
{
    /// <summary>/Settings/Services/Bluetooth: 1 runs Victron's server for the phone app (vesmart-server).</summary>
    public int? Bluetooth { get; init; }

    /// <summary>/Settings/Services/BleSensors: 1 scans for Bluetooth sensors.</summary>
    public int? BleSensors { get; init; }

    /// <summary>/Settings/SystemSetup/BatteryService: <c>default</c>, <c>nobattery</c> or <c>com.victronenergy.battery/INSTANCE</c>.</summary>
    public string? BatteryService { get; init; }

    /// <summary>/Settings/SystemSetup/BmsInstance: -1 automatic, -255 none, else the instance to follow.</summary>
    public int? BmsInstance { get; init; }

    /// <summary>/Settings/Services/Bol: DVCC. Bit 0 on, bit 1 forced.</summary>
    public int? Bol { get; init; }
}
