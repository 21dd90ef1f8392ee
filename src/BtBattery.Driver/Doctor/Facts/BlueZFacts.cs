namespace BtBattery.Driver.Doctor.Facts;

/// <summary>The Bluetooth service.</summary>
public sealed record BlueZFacts
{
    /// <summary>True if somebody owns org.bluez.</summary>
    public bool IsRunning { get; init; }

    /// <summary>True if the bus forbids us to talk to it.</summary>
    public bool IsForbidden { get; init; }

    /// <summary>True if it answered in time; null if it was not asked.</summary>
    public bool? IsAnswering { get; init; }

    /// <summary>
    /// Version of the installed programs, such as <c>5.72</c>. BlueZ's interface has no property for it, so the programs are
    /// asked; the running daemon may be older until it is restarted.
    /// </summary>
    public string? Version { get; init; }

    /// <summary>The adapters, in the order the driver takes them.</summary>
    public IReadOnlyList<AdapterFacts>? Adapters { get; init; }
}
