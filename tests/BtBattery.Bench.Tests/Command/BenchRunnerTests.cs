namespace BtBattery.Bench.Tests.Command;

public sealed class BenchRunnerTests
{
    private static readonly BankCase s_bank = StoryTable.Find("day")!.Of(1) with { Length = TimeSpan.FromMinutes(2) };

    [Fact]
    public void A_bank_that_cannot_be_run_is_a_finding_and_the_others_go_on()
    {
        BankCase broken = s_bank with { Bank = s_bank.Bank with { Wiring = "1+9" } };
        var runner = new BenchRunner(threads: 2);
        var told = new List<int>();
        runner.Done += (_, done) => told.Add(done);
        IReadOnlyList<BankResult> results = runner.Run([broken, s_bank]);
        Assert.Equal("run", Assert.Single(results[0].Violations).Oracle);
        Assert.Empty(results[1].Violations);
        Assert.Equal([1, 2], told);
    }

    [Fact]
    public void A_report_says_how_to_repeat_what_failed()
    {
        var failed = new BankResult { Case = s_bank, Violations = [new("cell-too-high", TimeSpan.FromHours(3), "Cell 2 has 3.65 V.")], Notes = [], Hash = "1" };
        var report = new BenchReport(new BenchOptions { Seed = 5, Length = TimeSpan.FromHours(2) }, [failed, failed with { Violations = [] }]);
        string text = report.Describe();
        Assert.Contains("1 in 1 banks", text, StringComparison.Ordinal);
        Assert.Contains("./bench-physics.sh --bank 1 --only day --hours 2", text, StringComparison.Ordinal);
        Assert.Contains("03:00:00 cell-too-high: Cell 2 has 3.65 V.", text, StringComparison.Ordinal);
        Assert.Single(report.Failed);
    }
}
