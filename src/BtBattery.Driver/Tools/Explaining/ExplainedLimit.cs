using System.Globalization;
using BtBattery.Aggregation.Charging;
using BtBattery.Driver.Publish;

namespace BtBattery.Driver.Tools.Explaining;

/// <summary>One limit and everything that was considered.</summary>
public sealed record ExplainedLimit
{
    /// <summary>A or V; null while nothing is claimed.</summary>
    public double? Value { get; init; }

    /// <summary>What was considered; the one that decides first, then those that leave least.</summary>
    public IReadOnlyList<ExplainedCause> Causes { get; init => field = value ?? []; } = [];

    /// <summary>One limit.</summary>
    /// <param name="kind">Which one.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="names">What the batteries are called, battery 1 first; one name where the battery need not be named.</param>
    public static ExplainedLimit Of(LimitKind kind, Limit limit, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(limit);
        ArgumentNullException.ThrowIfNull(names);
        double? most = kind == LimitKind.ChargeVoltage || names.Count > 1 ? null : MostOf(limit);
        IEnumerable<Candidate> others = limit.Candidates.Where(candidate => candidate != limit.Deciding).OrderBy(candidate => candidate.Value);
        return new()
        {
            Value = limit.Value,
            Causes = [.. others.Prepend(limit.Deciding).Select(candidate => Explain(kind, candidate, limit.Value is not null, most, names))],
        };
    }

    private static ExplainedCause Explain(LimitKind kind, Candidate candidate, bool isValid, double? most, IReadOnlyList<string> names)
    {
        string why = LimitWords.Reason(kind, candidate, names);
        return new()
        {
            Cause = LimitWords.CodeOf(candidate.Cause),
            Value = isValid ? candidate.Value : null,
            Reading = candidate.Reading,
            Battery = candidate.Battery > 0 ? candidate.Battery : null,
            Number = candidate.Number > 0 ? candidate.Number : null,
            Why = most is double all && IsOfCurve(candidate.Cause)
                ? string.Create(CultureInfo.InvariantCulture, $"{why} leaves {candidate.Value / all:0.##} of {LimitWords.Amount(kind, all)}")
                : why,
        };
    }

    /// <summary>What the curves of a battery leave a share of; null where that is not known.</summary>
    private static double? MostOf(Limit limit)
    {
        for (int i = 0; i < limit.Candidates.Count; i++)
        {
            if (limit.Candidates[i] is { Cause: LimitCause.Configured, Value: > 0 and var value })
            {
                return value;
            }
        }

        return null;
    }

    private static bool IsOfCurve(LimitCause cause) =>
        cause is LimitCause.CellVoltage or LimitCause.Temperature or LimitCause.MosTemperature or LimitCause.Soc or LimitCause.NoSensor;
}
