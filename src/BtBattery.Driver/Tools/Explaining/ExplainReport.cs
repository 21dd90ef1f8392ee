using System.Globalization;
using BtBattery.Driver.Publish;

namespace BtBattery.Driver.Tools.Explaining;

/// <summary>The explanation for people: the three limits, each with what decides it; then everything that was considered; then battery by battery.</summary>
public static class ExplainReport
{
    private const int LongestLine = 400;

    /// <summary>The lines.</summary>
    public static IEnumerable<string> Lines(ExplainedBank bank, ReportStyle style)
    {
        ArgumentNullException.ThrowIfNull(bank);
        ArgumentNullException.ThrowIfNull(style);
        return Write(bank).Select(line => style.Safe(line.Replace("°C", style.Celsius, StringComparison.Ordinal), LongestLine));
    }

    private static IEnumerable<string> Write(ExplainedBank bank)
    {
        (LimitKind Kind, ExplainedLimit Limit)[] limits =
        [
            (LimitKind.ChargeVoltage, bank.ChargeVoltage), (LimitKind.ChargeCurrent, bank.ChargeCurrent), (LimitKind.DischargeCurrent, bank.DischargeCurrent),
        ];
        if (bank.Service.Length > 0)
        {
            yield return bank.Service;
        }

        foreach ((LimitKind kind, ExplainedLimit limit) in limits)
        {
            yield return $"{LimitWords.NameOf(kind)} {Amount(kind, limit.Value)}: {(limit.Causes is [var deciding, ..] ? deciding.Why : "it is not said why")}";
        }

        foreach (string line in Attention(bank))
        {
            yield return line;
        }

        foreach ((LimitKind kind, ExplainedLimit limit) in limits.Where(limit => limit.Limit.Causes.Count > 1))
        {
            yield return "";
            yield return $"{LimitWords.NameOf(kind)}, all that was considered:";
            foreach (string line in Causes(kind, limit, "  "))
            {
                yield return line;
            }
        }

        foreach (ExplainedBattery battery in bank.Batteries)
        {
            yield return "";
            foreach (string line in Battery(battery))
            {
                yield return line;
            }
        }

        if (bank.Settings.Count > 0)
        {
            yield return "";
            yield return "Configured, where from; everything else has its default:";
            foreach (string line in Settings(bank.Settings))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> Settings(IReadOnlyList<ExplainedSetting> settings)
    {
        int width = settings.Max(setting => Name(setting).Length);
        return settings.Select(setting => $"  {Name(setting).PadRight(width)}  {setting.Value}{(setting.Unit.Length > 0 ? " " : "")}{setting.Unit}, from {setting.Origin}");

        static string Name(ExplainedSetting setting) => setting.Battery is int number ? string.Create(CultureInfo.InvariantCulture, $"B{number} {setting.Key}") : setting.Key;
    }

    private static IEnumerable<string> Attention(ExplainedBank bank) =>
        bank.Problems.Select(problem => problem.IsRefused ? $"No limits: {problem.Text}" : $"Look at this: {problem.Text}").Concat(bank.Risks.Select(risk => $"Look at this: {risk}"));

    private static IEnumerable<string> Battery(ExplainedBattery battery)
    {
        string because = battery.Because.Length > 0 ? $" ({battery.Because})" : "";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"B{battery.Number} {battery.Name}, {battery.Condition}{because}: charge {Amount(LimitKind.ChargeCurrent, battery.ChargeAmps)}, discharge {Amount(LimitKind.DischargeCurrent, battery.DischargeAmps)}");
        foreach ((LimitKind kind, ExplainedLimit? limit) in new[] { (LimitKind.ChargeCurrent, battery.Charge), (LimitKind.DischargeCurrent, battery.Discharge) })
        {
            if (limit is null)
            {
                continue;
            }

            yield return kind == LimitKind.ChargeCurrent ? "  by its own readings, charge:" : "  by its own readings, discharge:";
            foreach (string line in Causes(kind, limit, "    "))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> Causes(LimitKind kind, ExplainedLimit limit, string indent) =>
        limit.Causes.Select((cause, index) => $"{indent}{(index == 0 ? '>' : ' ')} {Amount(kind, cause.Value),9}  {cause.Why}");

    private static string Amount(LimitKind kind, double? value) => value is double known ? LimitWords.Amount(kind, known) : "not given";
}
