using System.Globalization;
using BtBattery.Aggregation.Energy.Histories;
using BtBattery.Aggregation.Energy.Strings;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Publish.Surfaces;

/// <summary>What was worked out from charge and energy, of a bank as of a battery alone, as it is published.</summary>
internal static class EnergyValues
{
    /// <summary>Four batteries make two strings at most: side by side, or one within the other.</summary>
    private const int MostStrings = 2;

    /// <summary>The states of charge of which the time is shown in seconds; their number is the place in TIME_TO_SOC_POINTS.</summary>
    public static IEnumerable<(string Path, int Number)> TimesInSeconds(string pattern, BankPlan? plan) => Times(pattern, plan, TimeForms.Seconds);

    /// <summary>The states of charge of which the time is shown in words; their number is the place in TIME_TO_SOC_POINTS.</summary>
    public static IEnumerable<(string Path, int Number)> TimesInWords(string pattern, BankPlan? plan) => Times(pattern, plan, TimeForms.Text);

    /// <summary>The strings there can be; the outer one is number 1.</summary>
    public static IEnumerable<(string Path, int Number)> Strings(string pattern, BankPlan? plan) =>
        Enumerable.Range(1, MostStrings).Select(number => (pattern.Replace("<k>", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal), number));

    /// <summary>What was counted; null if nothing can be.</summary>
    public static HistoryMemory? History(BankTurn turn) => turn.Outcome.Energy?.Memory.History;

    /// <summary>Mean of discharges that ended with a full bank.</summary>
    public static double? AverageDischarge(BankTurn turn) => History(turn) is { } history ? HistoryFigures.AverageDischargeAh(history) : null;

    /// <summary>How long it was not full.</summary>
    public static int? SecondsSinceFull(BankTurn turn) => History(turn) is { } history ? HistoryFigures.SecondsSinceFull(history, turn.Now) : null;

    /// <summary>A string by its number; null if there is no such.</summary>
    public static StringFigures? String(BankTurn turn, int number) =>
        turn.Outcome.Energy is { } energy && energy.Strings.Length >= number ? energy.Strings[number - 1] : null;

    /// <summary>Whether that is told; as old as the reading it is about, since nothing can be said of a bank that is silent.</summary>
    public static Measured<bool>? Imbalance(BankTurn turn, string code, Measured<double>? about) =>
        turn.Outcome.Error is null && about is { } reading ? new(IsTold(turn, code), reading.At) : null;

    /// <summary>All that is to be mended, one after the other.</summary>
    public static string Join(BankTurn turn, char separator, Func<BankProblem, string> part) => turn.Outcome.Problems switch
    {
        [] => "",
        [var only] => part(only),
        var several => string.Join(separator, several.Select(part)),
    };

    private static IEnumerable<(string Path, int Number)> Times(string pattern, BankPlan? plan, TimeForms form) =>
        plan is null || !plan.TimeForms.HasFlag(form) ? [] : plan.Control.Energy.TimeToSocPoints.Select((point, index) =>
            (pattern.Replace("<n>", point.ToString(CultureInfo.InvariantCulture).Replace('.', '_'), StringComparison.Ordinal), index));

    private static bool IsTold(BankTurn turn, string code)
    {
        for (int i = 0; i < turn.Outcome.Problems.Count; i++)
        {
            if (turn.Outcome.Problems[i].Code == code)
            {
                return true;
            }
        }

        return false;
    }
}
