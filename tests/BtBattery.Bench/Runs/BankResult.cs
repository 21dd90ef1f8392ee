namespace BtBattery.Bench;

/// <summary>What a run showed.</summary>
internal sealed record BankResult
{
    /// <summary>What was run.</summary>
    public required BankCase Case { get; init; }

    /// <summary>What must never happen and did.</summary>
    public required IReadOnlyList<Violation> Violations { get; init; }

    /// <summary>What is told and not counted.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>What its controller was good for; null if that was not asked.</summary>
    public Usefulness? Useful { get; init; }

    /// <summary>All limits and all true states of the run in one number: two runs are the same if these are.</summary>
    public required string Hash { get; init; }

    /// <summary>The run as a picture; null if there is nothing to show.</summary>
    public string? Svg { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan RealTime { get; init; }
}
