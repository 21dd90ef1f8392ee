namespace BtBattery.Driver.Doctor.Facts;

/// <summary>The scripts /data/rc.local and /data/rcS.local, which Venus OS runs at boot when they are executable.</summary>
public sealed record BootHookFacts
{
    /// <summary>The script in force that starts this driver; null if none does.</summary>
    public string? Active { get; init; }

    /// <summary>True if that one is executable; null if there is none.</summary>
    public bool? IsExecutable { get; init; }

    /// <summary>The script that would start this driver but was renamed to <c>*.disabled</c>; null if there is none.</summary>
    public string? Disabled { get; init; }
}
