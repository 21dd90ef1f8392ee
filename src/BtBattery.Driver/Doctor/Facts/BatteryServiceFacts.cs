using System.Text.Json.Serialization;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Doctor.Facts;

/// <summary>A battery service on the bus, ours or another's.</summary>
public sealed record BatteryServiceFacts
{
    /// <summary>Every service of this driver begins so.</summary>
    public const string OurPrefix = "com.victronenergy.battery.btbattery_";

    /// <summary>Its name on the bus.</summary>
    public string Service { get; init; } = "";

    /// <summary>/DeviceInstance.</summary>
    public int? Instance { get; init; }

    /// <summary>/CustomName, else /ProductName.</summary>
    public string? Name { get; init; }

    /// <summary>/Mgmt/Connection.</summary>
    public string? Connection { get; init; }

    /// <summary>/Serial.</summary>
    public string? Serial { get; init; }

    /// <summary>/Info/MaxChargeVoltage, V: with it the service wants to be followed. Null if invalid or missing.</summary>
    public double? MaxChargeVoltage { get; init; }

    /// <summary>True for a service of this driver.</summary>
    [JsonIgnore]
    public bool IsOurs => Service.StartsWith(OurPrefix, StringComparison.Ordinal);

    /// <summary>As people would call it.</summary>
    [JsonIgnore]
    public string Title => Name is { Length: > 0 } ? $"{Name} ({Service})" : Service;

    /// <summary>True if a reference such as those of the system service and the settings means this one.</summary>
    /// <param name="reference">The name on the bus, or <c>com.victronenergy.battery/INSTANCE</c>.</param>
    public bool IsMeantBy(string reference) =>
        reference == Service || (Instance is int instance && reference == FormattableString.Invariant($"com.victronenergy.battery/{instance}"));

    /// <summary>True if name, connection or serial number mention that address.</summary>
    public bool Mentions(BatteryAddress address) =>
        new[] { Service, Connection, Serial }.Any(text => text is not null
            && (text.Contains(address.Compact, StringComparison.OrdinalIgnoreCase)
                || text.Contains(address.ToString(), StringComparison.OrdinalIgnoreCase)
                || text.Contains(address.ToString().Replace(':', '_'), StringComparison.OrdinalIgnoreCase)));
}
