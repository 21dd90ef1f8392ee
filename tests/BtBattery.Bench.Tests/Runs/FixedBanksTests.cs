using Xunit.Abstractions;

namespace BtBattery.Bench.Tests.Runs;

public sealed class FixedBanksTests(ITestOutputHelper output)
{
    [Fact]
    public void In_twenty_banks_nothing_happens_that_must_never_happen()
    {
        Assert.Equal(20, FixedBanks.All.Count);
        Assert.Equal(StoryTable.All.Count, FixedBanks.All.Select(bank => bank.Name).Distinct().Count());
        IReadOnlyList<BankResult> results = new BenchRunner(Environment.ProcessorCount).Run(FixedBanks.All);
        var report = new BenchReport(new BenchOptions(), results);
        output.WriteLine(report.Describe());
        Assert.True(report.Failed.Count == 0, report.Describe());
    }
}
