namespace BtBattery.Driver.Installing.Health;

/// <summary>What systemd needs to start the driver, and what it says of it.</summary>
public sealed record SystemdStartFacts
{
    /// <summary>True if it has the unit.</summary>
    public bool HasUnit { get; init; }

    /// <summary>True if the unit starts with the machine.</summary>
    public bool IsEnabled { get; init; }

    /// <summary>True if the bus lets the driver's user be a battery.</summary>
    public bool HasPolicy { get; init; }

    /// <summary>How systemd calls its state, such as <c>active (running)</c>; null if it was not asked or did not answer.</summary>
    public string? State { get; init; }

    /// <summary>What the driver told it last, a sentence; null if nothing.</summary>
    public string? Says { get; init; }

    /// <summary>How often it was started anew by itself since somebody started it; null if that is not known.</summary>
    public int? Restarts { get; init; }
}
