using Xunit.Abstractions;

namespace BtBattery.World.Tests;

/// <summary>A short soak; soak.sh runs a long one.</summary>
[Collection(Alone.Name)]
public sealed class SoakTests(ITestOutputHelper output)
{
    [Fact]
    public void An_hour_of_faults_breaks_no_law_and_repeats()
    {
        SoakReport report = Run(seed: 7), again = Run(seed: 7), other = Run(seed: 8);
        output.WriteLine(report.Describe() + report.DescribeMemory());
        Assert.Empty(report.Broken);
        Assert.Equal(40, report.Figures.Faults);
        Assert.True(report.Figures.Losses > 0, "Nobody was ever lost.");
        Assert.Equal(report.Describe(), again.Describe());
        Assert.NotEqual(report.Describe(), other.Describe());

        // What is kept by mistake is kept in every run; what the test runner keeps for once is not.
        SoakReport[] runs = [report, again, other];
        Assert.True(
            runs.Any(run => run.Problems.Count == run.Broken.Count),
            string.Join('\n', runs.SelectMany(run => run.Problems.Append(run.DescribeMemory()))));
    }

    private static SoakReport Run(int seed)
    {
        using var tasks = new LivingTasks();
        using var run = new SoakRun(new SoakOptions { Seed = seed, Time = TimeSpan.FromHours(1), Faults = 40 }, tasks);
        return run.Run();
    }
}
