namespace BtBattery.Driver.Installing.Health;

/// <summary>How the program is installed on a machine; observed, not judged.</summary>
public sealed record InstallationFacts
{
    /// <summary>The folder of the installation, as the machine names it.</summary>
    public required string Folder { get; init; }

    /// <summary>The version that runs; null if none is installed.</summary>
    public string? Current { get; init; }

    /// <summary>The version that a rollback goes back to; null if there is none.</summary>
    public string? Previous { get; init; }

    /// <summary>The version that has not proven itself yet; null if none is on trial.</summary>
    public string? OnTrial { get; init; }

    /// <summary>The version that was taken back last; null if none was since the last change of version.</summary>
    public string? RolledBack { get; init; }

    /// <summary>Why it was taken back; null if none was.</summary>
    public string? RolledBackBecause { get; init; }

    /// <summary>True if that version goes on all the same, since there was none to go back to.</summary>
    public bool HasFailed { get; init; }

    /// <summary>The service of a dbus-btbattery that starts with this machine, too, as a path of it; null if none does.</summary>
    public string? OldDriver { get; init; }

    /// <summary>How it starts with a GX device; null on any other machine.</summary>
    public GxStartFacts? Gx { get; init; }

    /// <summary>How systemd starts it; null on a GX device.</summary>
    public SystemdStartFacts? Systemd { get; init; }
}
