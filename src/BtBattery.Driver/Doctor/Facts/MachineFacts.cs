namespace BtBattery.Driver.Doctor.Facts;

/// <summary>What kind of machine this is.</summary>
public sealed record MachineFacts
{
    /// <summary>True on Venus OS. Elsewhere a missing settings service or /data is no fault.</summary>
    public bool IsVenus { get; init; }

    /// <summary>Version of Venus OS, such as <c>v3.72</c>.</summary>
    public string? VenusVersion { get; init; }

    /// <summary>Venus OS's name of the machine, such as <c>einstein</c> (Cerbo GX).</summary>
    public string? VenusMachine { get; init; }

    /// <summary>Model as the device tree tells it, such as <c>Raspberry Pi 3 Model B Rev 1.2</c>.</summary>
    public string? Model { get; init; }
}
