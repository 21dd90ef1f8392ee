namespace BtBattery.Driver.Options;

/// <summary>What an owner may set for one battery.</summary>
public sealed record BatterySettings
{
    /// <summary>What people call it; null for the name it advertises.</summary>
    public string? Name { get; init; }

    /// <summary>Type of the BMS, such as <c>jbd</c>; null to find out by asking.</summary>
    public string? BmsType { get; init; }

    /// <summary>Password of boards that ask for one (JBD handshake); six characters.</summary>
    public string? Password { get; init; }

    /// <summary>Passkey of boards that must be paired; up to six digits.</summary>
    public string? Pin { get; init; }

    /// <summary>True if the FETs may be switched from here. Nothing is ever written to the battery otherwise.</summary>
    public bool AllowSwitching { get; init; }

    /// <summary>True if the current sensor sits the wrong way round.</summary>
    public bool InvertCurrent { get; init; }

    /// <summary>Says nothing of password and passkey, so that they cannot end up in a log.</summary>
    public override string ToString() => $"{nameof(BatterySettings)} {BmsType ?? "any type"}";
}
