using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BtBattery.Bench;

namespace BtBattery.Benchmarks;

/// <summary>
/// 24 simulated hours of two packs of sixteen cells in the closed-loop bench (docs/bench.md), on one core: real cells, the driver as it ships from the frames of its
/// batteries to its messages on the bus, a charger that hears them there, and all judges. A process that runs many banks runs all but its first like this.
/// </summary>
[Config(typeof(OneCore))]
public class DayOfTwoBenchmarks
{
    private BankCase _bank = null!;

    /// <summary>Number of the bank: 100012 is a Daly with a JBD, 100024 two JBDs.</summary>
    [Params(100012, 100024)]
    public int Bank { get; set; }

    [GlobalSetup]
    public void Setup() => _bank = StoryTable.Find("day")!.Of(Bank);

    /// <returns>All limits and all true states of the day in one number.</returns>
    /// <exception cref="InvalidOperationException">Something happened that must never happen.</exception>
    [Benchmark]
    public string Day()
    {
        BankResult result = BankTrial.Run(_bank);
        return result.Violations.Count == 0
            ? result.Hash
            : throw new InvalidOperationException($"Bank {Bank}: {result.Violations.Count} violations. What went wrong is not worth measuring.");
    }

    private sealed class OneCore : ManualConfig
    {
        public OneCore() => AddJob(Job.Default
            .WithStrategy(RunStrategy.Monitoring)
            .WithWarmupCount(2)
            .WithIterationCount(8)
            .WithAffinity(1)
            .WithGcConcurrent(false));
    }
}
