using System.Text.Json.Serialization;

namespace BtBattery.Driver.Doctor.Facts;

/// <summary>Something on the bus that charges the battery; null where a path is missing or invalid.</summary>
public sealed record ChargerFacts
{
    /// <summary>Its name on the bus, such as <c>com.victronenergy.solarcharger.ttyO1</c>.</summary>
    public string Service { get; init; } = "";

    /// <summary>/CustomName, else /ProductName.</summary>
    public string? Name { get; init; }

    /// <summary>/ProductId.</summary>
    public int? ProductId { get; init; }

    /// <summary>/FirmwareVersion, in Victron's coding: 0x129 is 1.29, 0x10200 is 1.02 of the longer kind.</summary>
    public int? FirmwareVersion { get; init; }

    /// <summary>/State; 0 is off.</summary>
    public int? State { get; init; }

    /// <summary>/Link/NetworkMode: bit 0 in a network, bit 2 takes limits, bit 3 has a BMS.</summary>
    public int? NetworkMode { get; init; }

    /// <summary>/IsInverterCharger: 1 if an inverter also charges.</summary>
    public int? IsInverterCharger { get; init; }

    /// <summary>/FirmwareFeatures/BolFrame of a VE.Bus system: 1 if it takes a battery's limits.</summary>
    public int? BolFrame { get; init; }

    /// <summary>/BatteryOperationalLimits/MaxChargeVoltage of a VE.Bus system: what it was told, V.</summary>
    public double? MaxChargeVoltage { get; init; }

    /// <summary>/Bms/BmsType of a VE.Bus system: 2 is a VE.Bus BMS, which it follows instead.</summary>
    public int? VeBusBmsType { get; init; }

    /// <summary>The third element of its name: solarcharger, charger, vebus …</summary>
    [JsonIgnore]
    public string Kind => Service.Split('.') is { Length: > 2 } parts ? parts[2] : "";

    /// <summary>As people would call it.</summary>
    [JsonIgnore]
    public string Title => Name is { Length: > 0 } ? $"{Name} ({Service})" : Service;
}
