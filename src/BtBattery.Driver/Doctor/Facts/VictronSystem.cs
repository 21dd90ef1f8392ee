namespace BtBattery.Driver.Doctor.Facts;

/// <summary>What the system service decided; null where a path is missing or invalid.</summary>
public sealed record VictronSystem
{
    /// <summary>/ActiveBatteryService: the battery whose SoC and voltage are shown, <c>com.victronenergy.battery/INSTANCE</c>.</summary>
    public string? ActiveBatteryService { get; init; }

    /// <summary>/ActiveBmsService: the battery whose limits are followed.</summary>
    public string? ActiveBmsService { get; init; }

    /// <summary>/Control/Dvcc: 1 while DVCC works.</summary>
    public int? Dvcc { get; init; }

    /// <summary>/Dvcc/Alarms/FirmwareInsufficient: 1 if a device is too old for DVCC.</summary>
    public int? FirmwareInsufficient { get; init; }

    /// <summary>/Dvcc/Alarms/MultipleBatteries: 1 if more than one battery wants to be followed.</summary>
    public int? MultipleBatteries { get; init; }
}
