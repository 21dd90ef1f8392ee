namespace BtBattery.Driver.Doctor.Facts;

/// <summary>The clock of the machine.</summary>
public sealed record ClockFacts
{
    /// <summary>What it says now, UTC.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>When the file of this program was written: it cannot be earlier now. Null if it cannot be told.</summary>
    public DateTimeOffset? ProgramWritten { get; init; }
}
