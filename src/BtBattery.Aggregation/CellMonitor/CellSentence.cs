using System.Globalization;

namespace BtBattery.Aggregation.CellMonitor;

/// <summary>What there is to say about the cells of a battery, in one sentence, and how much it matters.</summary>
/// <param name="Matters">How much it matters.</param>
/// <param name="Millivolts">Of those that matter as much, the larger one matters more.</param>
/// <param name="Text">For people.</param>
public sealed record CellSentence(CellSentence.Weight Matters, double Millivolts, string Text)
{
    /// <summary>What is lacking for a trend, in words; null where there is one, or something else to tell.</summary>
    public string? Lack { get; init; }

    /// <summary>From so many mV a week on, a drift is told. We chose it: a step of the boards is one, and an alert at 200 mV is years away below it.</summary>
    public const double DriftPerWeek = 2;

    /// <summary>
    /// A cell is named if it makes about half of the trend or more. One that drifts alone makes nearly all of it, and moves the mean, from which all others seem to drift the
    /// other way; two that go apart make half each.
    /// </summary>
    private const double NamedShare = 0.45;

    private static readonly CellCondition[] s_conditions = [CellCondition.Rest, CellCondition.Top, CellCondition.Load];

    /// <summary>No drift is told of the load: there the spread goes with the current, and days have different ones.</summary>
    private const int DriftConditions = 2;

    /// <summary>What is told of a bank: the gravest of its batteries, the more the later.</summary>
    public enum Weight
    {
        /// <summary>Close together, also from week to week.</summary>
        Steady,

        /// <summary>Close together now.</summary>
        NoTrend,

        /// <summary>Cells are not known.</summary>
        Unknown,

        /// <summary>They drift.</summary>
        Drift,

        /// <summary>They are too far apart.</summary>
        Apart,
    }

    /// <summary>The sentence of a battery.</summary>
    /// <param name="name">Its cells' names.</param>
    /// <param name="cells">Its cells; null if they are not known.</param>
    /// <param name="isApart">True while they are further apart than the owner allows.</param>
    /// <param name="history">What was seen before.</param>
    /// <param name="trends">How they move, in the order of rest, top and load.</param>
    /// <param name="today">Which day it is; null while that is not known.</param>
    internal static CellSentence Of(BatteryName name, BatteryCells? cells, bool isApart, CellHistory history, IReadOnlyList<WeeklyTrend?> trends, int? today)
    {
        if (cells is null)
        {
            return new(Weight.Unknown, 0, $"{name.Cells} are not known.");
        }

        if (isApart)
        {
            int deviation = CellMonitor.Millivolts.Of(cells.WorstDeviation);
            return new(Weight.Apart, 1000 * cells.Spread, string.Create(
                CultureInfo.InvariantCulture,
                $"{name.Cell(cells.Worst.Number)} is {Math.Abs(deviation)} mV {(deviation < 0 ? "below" : "above")} the mean, and cells are {CellMonitor.Millivolts.Of(cells.Spread)} mV apart: more than is allowed."));
        }

        return Drifting(name, trends) ?? Steady(name, cells, history, trends, today);
    }

    /// <summary>The sentence of a bank.</summary>
    /// <param name="batteries">Those of its batteries.</param>
    public static string OfBank(IReadOnlyList<CellSentence> batteries)
    {
        CellSentence gravest = batteries.MaxBy(sentence => (sentence.Matters, sentence.Millivolts))!;
        return gravest.Matters switch
        {
            Weight.Steady => string.Create(CultureInfo.InvariantCulture, $"The cells of every battery are within {gravest.Millivolts:F0} mV and do not drift."),
            Weight.NoTrend => string.Create(CultureInfo.InvariantCulture, $"The cells of every battery are within {batteries.Max(sentence => sentence.Millivolts):F0} mV; {gravest.Lack}."),
            _ => gravest.Text,
        };
    }

    private static CellSentence? Drifting(BatteryName name, IReadOnlyList<WeeklyTrend?> trends)
    {
        for (int i = 0; i < DriftConditions; i++)
        {
            if (trends[i] is not { MillivoltsPerWeek: >= DriftPerWeek, IsSure: true } trend)
            {
                continue;
            }

            return Math.Abs(trend.CellMillivoltsPerWeek) >= NamedShare * trend.MillivoltsPerWeek
                ? new(Weight.Drift, trend.MillivoltsPerWeek, string.Create(
                    CultureInfo.InvariantCulture, $"{name.Cell(trend.Cell)} drifts {trend.CellMillivoltsPerWeek:+0;-0} mV a week {In(s_conditions[i])}."))
                : new(Weight.Drift, trend.MillivoltsPerWeek, string.Create(
                    CultureInfo.InvariantCulture, $"{name.Cells} drift apart by {trend.MillivoltsPerWeek:F0} mV a week {In(s_conditions[i])}."));
        }

        return null;
    }

    private static CellSentence Steady(BatteryName name, BatteryCells cells, CellHistory history, IReadOnlyList<WeeklyTrend?> trends, int? today)
    {
        string lack = today is null ? "there is no trend while the clock of the device is not set" : "a trend needs a week with rests or full charges";
        for (int i = 0; i < DriftConditions; i++)
        {
            if (trends[i] is not { } trend || Latest(i) is not { } day)
            {
                continue;
            }

            if (trend.IsSure || Math.Abs(trend.MillivoltsPerWeek) < DriftPerWeek)
            {
                string where = In(s_conditions[i]);
                return new(Weight.Steady, day.Spread, trend.MillivoltsPerWeek <= -DriftPerWeek
                    ? string.Create(CultureInfo.InvariantCulture, $"{name.Cells} are within {day.Spread} mV {where} and come closer by {-trend.MillivoltsPerWeek:F0} mV a week.")
                    : string.Create(CultureInfo.InvariantCulture, $"{name.Cells} are within {day.Spread} mV {where} and do not drift."));
            }

            lack = "a trend needs more days";
        }

        for (int i = 0; i < s_conditions.Length; i++)
        {
            if (Latest(i) is { } day)
            {
                return new(Weight.NoTrend, day.Spread, string.Create(CultureInfo.InvariantCulture, $"{name.Cells} are within {day.Spread} mV {In(s_conditions[i])}; {lack}.")) { Lack = lack };
            }
        }

        int now = history.Minutes.Count > 0 && history.Minutes[^1] is int latest ? latest : CellMonitor.Millivolts.Of(cells.Spread);
        return new(Weight.NoTrend, now, string.Create(CultureInfo.InvariantCulture, $"{name.Cells} are within {now} mV now; {lack}.")) { Lack = lack };

        DayFigure? Latest(int condition) => today is int day ? history.LatestOf(s_conditions[condition], day) : null;
    }

    private static string In(CellCondition condition) => condition switch
    {
        CellCondition.Rest => "at rest",
        CellCondition.Top => "at the top of the charge",
        _ => "under load",
    };
}
