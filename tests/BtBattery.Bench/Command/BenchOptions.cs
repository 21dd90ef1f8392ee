namespace BtBattery.Bench;

/// <summary>What a run of the bench does. The same options give the same report, but for the real time.</summary>
internal sealed record BenchOptions
{
    /// <summary>How many banks.</summary>
    public int Banks { get; init; } = 500;

    /// <summary>Start of all chance.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Simulated time of each bank; null for its own.</summary>
    public TimeSpan? Length { get; init; }

    /// <summary>The only story to try; null for all.</summary>
    public Story? Only { get; init; }

    /// <summary>The seed of the only bank to try, of that story; null for as many as there are to be.</summary>
    public int? Bank { get; init; }

    /// <summary>Banks that are tried at the same time.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The banks, in their order.</summary>
    public IReadOnlyList<BankCase> Plan()
    {
        IEnumerable<BankCase> banks = (Only, Bank) is ({ } known, int bank)
            ? [known.Of(bank)]
            : Only is { } story
            ? Enumerable.Range(0, Banks).Select(number => story.Of(unchecked(Seed * 100_000 + number)))
            : StoryTable.Plan(Seed, Banks);
        return [.. Length is { } length ? banks.Select(bank => bank with { Length = length }) : banks];
    }
}
