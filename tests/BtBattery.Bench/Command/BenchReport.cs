using System.Globalization;
using System.Text;

namespace BtBattery.Bench;

/// <summary>What a run of the bench showed, for people.</summary>
/// <param name="options">What was asked.</param>
/// <param name="results">What came of it.</param>
internal sealed class BenchReport(BenchOptions options, IReadOnlyList<BankResult> results)
{
    /// <summary>Banks with a violation.</summary>
    public IReadOnlyList<BankResult> Failed { get; } = [.. results.Where(result => result.Violations.Count > 0)];

    /// <summary>Everything that another run with the same options says as well.</summary>
    public string Describe()
    {
        var text = new StringBuilder();
        Line(text, "seed", options.Seed.ToString(CultureInfo.InvariantCulture));
        Line(text, "banks", $"{results.Count}, {results.Sum(result => result.Case.Length.TotalHours):F0} simulated hours");
        Line(text, "violations", Failed.Count == 0 ? "none" : $"{Failed.Sum(result => result.Violations.Count)} in {Failed.Count} banks");
        text.AppendLine();
        text.AppendLine("story             banks failed   stored   charge current   discharge current   told, not counted");
        text.AppendLine("                               of the best possible; least, mean");
        foreach (IGrouping<string, BankResult> story in results.GroupBy(result => result.Case.Name))
        {
            BankResult[] all = [.. story];
            text.AppendLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{story.Key,-16}{all.Length,7}{all.Count(result => result.Violations.Count > 0),7}   {Range(all, useful => useful.BestStoredWh > 0 ? useful.StoredShare : null),11}   {Range(all, useful => useful.ChargeShare),11}   {Range(all, useful => useful.DischargeShare),11}   {all.Sum(result => result.Notes.Count),5}"));
        }

        foreach (BankResult result in Failed)
        {
            text.AppendLine();
            Describe(text, result);
        }

        return text.ToString();
    }

    private void Describe(StringBuilder text, BankResult result)
    {
        BankCase bank = result.Case;
        text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"{bank.Name}, bank {bank.Seed}: {bank.Story}"));
        text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"  repeat: ./bench-physics.sh --bank {bank.Seed} --only {bank.Name}{(options.Length is { } length ? $" --hours {length.TotalHours}" : "")}"));
        text.AppendLine($"  wiring {bank.Bank.Wiring}{(bank.Topology == bank.Bank.Wiring ? "" : $", declared as {bank.Topology}")}, {bank.Bank.Packs.Count} × {bank.Bank.Packs[0].Cells.Count} cells of {bank.Bank.Packs[0].Chemistry}, {string.Join(", ", bank.Boards.Select(board => $"{board.Bms} {board.Variant}".Trim()))}");
        foreach (Violation violation in result.Violations)
        {
            text.AppendLine($"  {violation.At:hh\\:mm\\:ss} {violation.Oracle}: {violation.Text.ReplaceLineEndings("\n    ")}");
        }

        if (result.Useful is { } useful)
        {
            text.AppendLine($"  {useful}");
        }
    }

    private static string Range(BankResult[] all, Func<Usefulness, double?> figure)
    {
        double[] known = [.. all.Select(result => result.Useful).OfType<Usefulness>().Select(figure).OfType<double>()];
        return known.Length == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{100 * known.Min(),5:F1} {100 * known.Average(),5:F1}");
    }

    private static void Line(StringBuilder text, string name, string value) => text.AppendLine($"{name,-18}{value}");
}
