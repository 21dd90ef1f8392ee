namespace BtBattery.Driver.Doctor.Facts;

/// <summary>The D-Bus daemon.</summary>
public sealed record BusFacts
{
    /// <summary>Where it was looked for.</summary>
    public string? Address { get; init; }

    /// <summary>True if it let us in.</summary>
    public bool IsReachable { get; init; }

    /// <summary>Why it did not; null if it did.</summary>
    public string? Error { get; init; }

    /// <summary>The service name that was asked for, and given back at once; null if none was, as while a driver runs.</summary>
    public string? TriedName { get; init; }

    /// <summary>True if that name was granted; null if none was asked for.</summary>
    public bool? MayOwnNames { get; init; }
}
