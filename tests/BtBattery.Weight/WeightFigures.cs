namespace BtBattery.Weight;

/// <summary>What was measured.</summary>
internal sealed record WeightFigures
{
    /// <summary>For how long it served.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>The process when that began.</summary>
    public required ProcessFigures Before { get; init; }

    /// <summary>The process when that ended.</summary>
    public required ProcessFigures After { get; init; }

    /// <summary>Messages that the connection of the service sent meanwhile.</summary>
    public required long Messages { get; init; }

    /// <summary>Their bytes, with headers.</summary>
    public required long Bytes { get; init; }

    /// <summary>From the start of the program to its name on the bus, shortest first.</summary>
    public required IReadOnlyList<TimeSpan> NameAfter { get; init; }

    /// <summary>From the start of the program to a value of every cell.</summary>
    public required TimeSpan AllAfter { get; init; }

    /// <summary>Size of the program file.</summary>
    public required long ProgramBytes { get; init; }

    /// <summary>Size of the archive; null if there is none.</summary>
    public required long? ArchiveBytes { get; init; }

    /// <summary>Time on a processor while it served.</summary>
    public TimeSpan Processor => After.Processor - Before.Processor;

    /// <summary>Polls of one battery while it served, over all batteries.</summary>
    public double Polls => FourBatteries.Count * (Time / FourBatteries.Poll);
}
