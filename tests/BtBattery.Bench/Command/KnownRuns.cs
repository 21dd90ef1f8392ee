using System.Globalization;

namespace BtBattery.Bench;

/// <summary>
/// Shows that the bench sees what it is there for: the rules of the reference driver fail in it, every rule of ours is missed when it is left out, and the driver as it ships
/// passes in the same banks.
/// </summary>
/// <param name="threads">Banks that are tried at the same time.</param>
/// <param name="to">Where the tables go.</param>
internal sealed class KnownRuns(int threads, TextWriter to)
{
    /// <summary>Runs them.</summary>
    /// <param name="isReference">True for the reference's failures.</param>
    /// <param name="isMutations">True for rules left out.</param>
    /// <returns>True if all was seen, and nothing of the driver as it ships.</returns>
    public bool Run(bool isReference, bool isMutations)
    {
        bool isRight = true;
        if (isReference)
        {
            isRight &= Print("fault", [.. ReferenceFailures.All.Select(failure => new Row(failure.Fault, failure.Oracle, failure.Case, failure.RunReference))]);
        }

        if (isMutations)
        {
            isRight &= Print("rule", [.. Mutations.All.Select(mutation =>
                new Row(mutation.Rule, mutation.Oracle, mutation.Case, () => BankTrial.Run(mutation.Case, () => new DriverRig(mutation.Case, mutation.LeaveOut))))]);
        }

        return isRight;
    }

    private bool Print(string what, IReadOnlyList<Row> rows)
    {
        BankCase[] banks = [.. rows.Select(row => row.Case)];
        var runner = new BenchRunner(threads);
        IReadOnlyList<BankResult> broken = runner.Run(banks, index => rows[index].Trial());
        IReadOnlyList<BankResult> whole = runner.Run(banks);
        bool isRight = true;
        to.WriteLine(Line(what, "bank", "oracle", "seen after", "the driver as it ships"));
        for (int i = 0; i < rows.Count; i++)
        {
            Violation? seen = broken[i].Violations.FirstOrDefault(violation => violation.Oracle == rows[i].Oracle);
            string ours = whole[i].Violations.Count == 0 ? "is fine" : "FAILED: " + string.Join(", ", whole[i].Violations.Select(violation => violation.Oracle).Distinct());
            to.WriteLine(Line(rows[i].Name, rows[i].Case.Name, rows[i].Oracle, seen is null ? "NOT SEEN" : string.Create(CultureInfo.InvariantCulture, $"{(int)seen.At.TotalHours}:{seen.At:mm\\:ss}"), ours));
            isRight &= seen is not null && whole[i].Violations.Count == 0;
        }

        to.WriteLine();
        return isRight;
    }

    private static string Line(string what, string bank, string oracle, string after, string ours) => $"{what,-22}{bank,-24}{oracle,-22}{after,-12}{ours}";

    /// <param name="Name">The rule or the fault.</param>
    /// <param name="Oracle">Who has to see it.</param>
    /// <param name="Case">The bank.</param>
    /// <param name="Trial">Lets whoever fails lead it.</param>
    private sealed record Row(string Name, string Oracle, BankCase Case, Func<BankResult> Trial);
}
