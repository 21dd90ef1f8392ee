using System.Globalization;
using BtBattery.Aggregation.Energy.Histories;
using BtBattery.Aggregation.Energy.Strings;
using BtBattery.Aggregation.Energy.Times;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Wiring;
using BtBattery.Driver.Options;
using Row = BtBattery.Driver.Publish.SurfaceRow<BtBattery.Driver.Publish.BankTurn>;

namespace BtBattery.Driver.Publish;

/// <summary>
/// What is published of that which was worked out from charge and energy, of a bank as of a battery alone. It depends on more than the recording of a battery
/// holds, so none of it is told of a battery.
/// </summary>
internal static class EnergySurface
{
    /// <summary>Four batteries make two strings at most: side by side, or one within the other.</summary>
    private const int MostStrings = 2;

    /// <summary>The rows.</summary>
    /// <param name="plan">What is served, and which times are shown.</param>
    public static IEnumerable<Row> RowsOf(BankPlan plan) =>
    [
        Row.Measured("/TimeToGo", turn => turn.Outcome.Energy?.TimeToGo),
        .. Times(plan.Control.Energy.TimeToSocPoints, plan.TimeForms),
        Row.Measured(AlarmPaths.LowSoc, turn => LowSocOf(turn)),
        Row.Measured("/Dc/0/MidVoltage", 2, "V", turn => turn.Outcome.Energy?.MidPoint?.Voltage),
        Row.Measured("/Dc/0/MidVoltageDeviation", 1, "%", turn => turn.Outcome.Energy?.MidPoint?.DeviationPercent),
        .. History(),
        Row.Measured("/Diagnostics/UsableCapacity", 1, "Ah", turn => BankFigures.UsableAh(turn.Outcome.View)),
        Row.Fact("/Diagnostics/Bank/Problem", turn => Join(turn, ' ', problem => problem.Text)),
        Row.Fact("/Diagnostics/Bank/ProblemCode", turn => Join(turn, ',', problem => problem.Code)),
        .. plan.Control.Wiring is BankMember ? [] : OfSeveral(),
    ];

    private static IEnumerable<Row> OfSeveral() =>
    [
        .. Enumerable.Range(1, MostStrings).SelectMany(String),
        Imbalance("VoltageImbalance", BankProblemCodes.ParallelVoltages, view => view.Voltage),
        Imbalance("CurrentImbalance", BankProblemCodes.ParallelCurrents, view => view.Current),
        Imbalance("SocImbalance", BankProblemCodes.ParallelSoc, view => view.SocPercent),
    ];

    private static IEnumerable<Row> Times(IReadOnlyList<double> points, TimeForms forms)
    {
        for (int i = 0; i < points.Count; i++)
        {
            int index = i;
            string name = points[i].ToString(CultureInfo.InvariantCulture).Replace('.', '_');
            if (forms.HasFlag(TimeForms.Seconds))
            {
                yield return Row.Measured("/TimeToSoC/" + name, turn => turn.Outcome.Energy?.TimesToSoc[index]);
            }

            if (forms.HasFlag(TimeForms.Text))
            {
                yield return Row.Measured("/TimeToSoCText/" + name, turn => turn.Outcome.Energy?.TimesToSoc[index]?.Select(TimeText.Of));
            }
        }
    }

    private static IEnumerable<Row> History() =>
    [
        Amount("TotalAhDrawn", 1, "Ah", history => history.TotalAhDrawn),
        Amount("DischargedEnergy", 2, "kWh", history => history.DischargedKwh),
        Amount("ChargedEnergy", 2, "kWh", history => history.ChargedKwh),
        Amount("DeepestDischarge", 1, "Ah", history => history.DeepestDischargeAh),
        Amount("LastDischarge", 1, "Ah", history => history.LastDischargeAh),
        Amount("AverageDischarge", 1, "Ah", HistoryFigures.AverageDischargeAh),
        Count("FullDischarges", history => history.FullDischarges),
        Count("LowVoltageAlarms", history => history.LowVoltageAlarms),
        Count("HighVoltageAlarms", history => history.HighVoltageAlarms),
        Row.Fact("/History/AutomaticSyncs", turn => turn.Outcome.FullSyncs),
        Row.Fact("/History/TimeSinceLastFullCharge", turn => HistoryOf(turn) is { } history ? HistoryFigures.SecondsSinceFull(history, turn.Now) : null),
        Amount("MinimumVoltage", 2, "V", history => history.Voltage.Lowest),
        Amount("MaximumVoltage", 2, "V", history => history.Voltage.Highest),
        Amount("MinimumCellVoltage", 3, "V", history => history.Cells.Lowest),
        Amount("MaximumCellVoltage", 3, "V", history => history.Cells.Highest),
        Amount("MinimumTemperature", 1, "°C", history => history.Temperatures.Lowest),
        Amount("MaximumTemperature", 1, "°C", history => history.Temperatures.Highest),
    ];

    private static IEnumerable<Row> String(int number)
    {
        string branch = string.Create(CultureInfo.InvariantCulture, $"/Diagnostics/Series/{number}");
        return
        [
            Difference("SocDifference", 1, "%", figures => figures.SocDifference),
            Difference("RestedCellDifference", 3, "V", figures => figures.RestedCellDifference),
            Difference("RemainingDifference", 1, "Ah", figures => figures.RemainingDifferenceAh),
            Difference("Usable", 1, "Ah", figures => figures.UsableAh),
            Difference("Lost", 1, "Ah", figures => figures.LostAh),
            Row.Fact(branch + "/Advice", turn => StringOf(turn, number)?.Advice),
        ];

        Row Difference(string name, int decimals, string unit, Func<StringFigures, Measured<double>?> read) =>
            Row.Measured($"{branch}/{name}", decimals, unit, turn => StringOf(turn, number) is { } figures ? read(figures) : null);
    }

    private static Row Amount(string name, int decimals, string unit, Func<HistoryMemory, double?> read) =>
        Row.Fact("/History/" + name, decimals, unit, turn => HistoryOf(turn) is { } history ? read(history) : null);

    private static Row Count(string name, Func<HistoryMemory, int> read) =>
        Row.Fact("/History/" + name, turn => HistoryOf(turn) is { } history ? read(history) : null);

    /// <summary>Whether it is told; as old as the reading it is about, since nothing can be said of a bank that is silent.</summary>
    private static Row Imbalance(string name, string code, Func<BankView, Measured<double>?> about) =>
        Row.Measured("/Parallel/" + name, turn => turn.Outcome.Error is null ? about(turn.Outcome.View)?.Select(_ => IsTold(turn, code) ? 1 : 0) : null);

    private static HistoryMemory? HistoryOf(BankTurn turn) => turn.Outcome.Energy?.Memory.History;

    private static StringFigures? StringOf(BankTurn turn, int number) =>
        turn.Outcome.Energy is { } energy && energy.Strings.Length >= number ? energy.Strings[number - 1] : null;

    /// <summary>The graver of what follows from the state of charge and what a BMS says; what neither tells is unknown.</summary>
    private static Measured<int>? LowSocOf(BankTurn turn)
    {
        Measured<int>? said = AlarmPaths.LevelOf(turn, AlarmPaths.LowSocCauses);
        return turn.Outcome.Energy?.LowSoc is not { } found ? said
            : said is not { } other ? found
            : new(Math.Max(found.Value, other.Value), found.At < other.At ? found.At : other.At);
    }

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

    private static string Join(BankTurn turn, char separator, Func<BankProblem, string> part) => turn.Outcome.Problems switch
    {
        [] => "",
        [var only] => part(only),
        var several => string.Join(separator, several.Select(part)),
    };
}
