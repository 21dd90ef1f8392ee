namespace BtBattery.Driver.Doctor.Facts;

/// <summary>The folder /data, which outlives firmware updates.</summary>
public sealed record DataFolderFacts
{
    /// <summary>Size of its file system, bytes.</summary>
    public long? TotalBytes { get; init; }

    /// <summary>What is left for programs, bytes.</summary>
    public long? FreeBytes { get; init; }

    /// <summary>True if it is mounted read-only.</summary>
    public bool? IsReadOnly { get; init; }
}
