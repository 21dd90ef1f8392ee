namespace BtBattery.Driver.Doctor.Facts;

/// <summary>A battery the doctor was asked about.</summary>
public sealed record BatteryFacts
{
    /// <summary>Its address.</summary>
    public string Address { get; init; } = "";

    /// <summary>The driver of ours that serves it; null if none runs.</summary>
    public DriverFacts? Driver { get; init; }

    /// <summary>True if some program on this machine is connected with it; null if BlueZ does not know it.</summary>
    public bool? IsConnected { get; init; }

    /// <summary>True if it is paired with this machine; null if BlueZ does not know it.</summary>
    public bool? IsPaired { get; init; }

    /// <summary>How long it was listened for, s; null if nobody listened, as while a driver serves it.</summary>
    public double? ListenedSeconds { get; init; }

    /// <summary>True if it was heard meanwhile; null if nobody listened.</summary>
    public bool? WasHeard { get; init; }

    /// <summary>How strongly, dBm; null if it was not heard.</summary>
    public int? RssiDbm { get; init; }
}
