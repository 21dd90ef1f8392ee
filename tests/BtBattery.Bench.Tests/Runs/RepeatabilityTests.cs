namespace BtBattery.Bench.Tests.Runs;

public sealed class RepeatabilityTests
{
    [Fact]
    public void A_seed_gives_the_same_bits_alone_and_beside_others()
    {
        BankCase restarts = Cut("restarts", 4), flapping = Cut("flapping", 4), day = Cut("day", 5);
        string[] alone = [.. new BenchRunner(threads: 1).Run([restarts, flapping, day]).Select(result => result.Hash)];
        string[] beside = [.. new BenchRunner(threads: 6).Run([restarts, flapping, day, restarts, flapping, day]).Select(result => result.Hash)];
        Assert.Equal([.. alone, .. alone], beside);
        Assert.Equal(3, alone.Distinct().Count());
        Assert.NotEqual(alone[2], new BenchRunner(threads: 1).Run([day with { Seed = day.Seed + 1 }])[0].Hash);
    }

    private static BankCase Cut(string story, int seed)
    {
        BankCase bank = StoryTable.Find(story)!.Of(seed);
        Fault[] faults = [.. bank.Faults.Select(fault => fault is Flapping flapping ? flapping with { From = TimeSpan.FromMinutes(5), Until = TimeSpan.FromMinutes(15) } : fault)];
        return bank with { Length = TimeSpan.FromMinutes(25), Faults = faults };
    }
}
