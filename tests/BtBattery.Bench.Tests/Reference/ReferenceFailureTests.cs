namespace BtBattery.Bench.Tests;

/// <summary>The bench sees what rules do to cells: those of the reference driver fail in each of the ways they are known for, and ours do not in the same bank.</summary>
public sealed class ReferenceFailureTests
{
    public static TheoryData<string> Faults => [.. ReferenceFailures.All.Select(failure => failure.Fault)];

    [Theory]
    [MemberData(nameof(Faults))]
    public void The_rules_of_the_reference_fail(string fault)
    {
        ReferenceFailure failure = ReferenceFailures.All.Single(each => each.Fault == fault);
        Assert.Contains(failure.RunReference().Violations, violation => violation.Oracle == failure.Oracle);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Ours_do_not(string fault)
    {
        ReferenceFailure failure = ReferenceFailures.All.Single(each => each.Fault == fault);
        Assert.Empty(BankTrial.Run(failure.Case).Violations);
    }

    [Fact]
    public void There_are_ten_ways_at_least() => Assert.True(ReferenceFailures.All.Select(failure => failure.Fault).Distinct().Count() >= 10);
}
