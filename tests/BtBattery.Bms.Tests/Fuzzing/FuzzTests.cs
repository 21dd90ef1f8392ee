using System.Globalization;
using Xunit.Abstractions;

namespace BtBattery.Bms.Tests.Fuzzing;

/// <summary>
/// The short run has a fixed seed. With <c>BTBATTERY_FUZZ_MINUTES</c> set, each protocol is fuzzed for its share of that
/// time with a new seed, which is printed; <c>BTBATTERY_FUZZ_SEED</c> repeats a run.
/// </summary>
public class FuzzTests(ITestOutputHelper output)
{
    private const int Batch = 10_000;

    public static TheoryData<string> Ids => [.. BmsCatalog.Families.Select(family => family.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Generated_bytes_never_throw_and_never_give_an_unlawful_value(string id)
    {
        double minutes = double.Parse(Environment.GetEnvironmentVariable("BTBATTERY_FUZZ_MINUTES") ?? "0", CultureInfo.InvariantCulture);
        TimeProvider clock = TimeProvider.System;
        long start = clock.GetTimestamp();
        int seed = Environment.GetEnvironmentVariable("BTBATTERY_FUZZ_SEED") is { } given ? int.Parse(given, CultureInfo.InvariantCulture)
            : minutes > 0 ? unchecked((int)start)
            : 20261120;
        TimeSpan share = TimeSpan.FromMinutes(minutes / BmsCatalog.Families.Count);
        output.WriteLine($"{id}: seed {seed}");

        var fuzzer = new ProtocolFuzzer(BmsCatalog.Find(id)!, seed);
        do
        {
            fuzzer.Run(Batch);
        }
        while (clock.GetElapsedTime(start) < share);

        output.WriteLine($"{id}: {fuzzer.Sequences} sequences, {fuzzer.Snapshots} snapshots");
        Console.WriteLine($"fuzz {id}: seed {seed}, {fuzzer.Sequences} sequences, {fuzzer.Snapshots} snapshots");
        Assert.True(fuzzer.Snapshots > fuzzer.Sequences / 10, "too few sequences were answers for the run to mean anything");
    }
}
