namespace BtBattery.Bench.Tests;

/// <summary>docs/bench.md says what the code does: each fault of the reference's rules, and each rule of ours, with its bank and its oracle.</summary>
public sealed class KnownDocumentTests
{
    private static readonly string[] s_rows = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "docs", "bench.md")).Where(line => line.StartsWith('|'))];

    [Fact]
    public void Each_fault_of_the_references_rules_is_a_row() => Assert.All(
        ReferenceFailures.All,
        failure => Assert.Contains($"| {failure.Fault} | {failure.What} | `{failure.Case.Name}`: {failure.Case.Story} | `{failure.Oracle}` |", s_rows));

    [Fact]
    public void Each_rule_that_is_left_out_is_a_row() => Assert.All(
        Mutations.All,
        mutation => Assert.Contains($"| `{mutation.Rule}` | {mutation.What} | `{mutation.Case.Name}`: {mutation.Case.Story} | `{mutation.Oracle}` |", s_rows));

    [Fact]
    public void Each_oracle_has_a_name_there()
    {
        BankCase bank = ReferenceFailures.All[0].Case;
        Assert.All(OracleSet.For(bank, OwnersLimits.Of(bank)), oracle => Assert.Contains(s_rows, row => row.Contains($"`{oracle.Name}`", StringComparison.Ordinal) || oracle is Inrush));
    }
}
