using System.Globalization;
using BtBattery.Aggregation.Alarms;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Publish.Surfaces;

/// <summary>Where gui-v2 looks for the alarms of single modules, counted from 0: it lists those that have a name (PageBatteryModuleAlarms.qml), and here each is a battery of the bank.</summary>
internal static class ModulePlaces
{
    private static readonly int s_alarms = Enum.GetValues<Alarm>().Length;

    /// <summary>Of each battery; the number is the battery's, from 1.</summary>
    public static IEnumerable<(string Path, int Number)> OfEach(string pattern, BankPlan? plan) =>
        plan is null ? [] : Enumerable.Range(1, plan.Members.Count).Select(battery => (pattern.Replace("<m>", (battery - 1).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal), battery));

    /// <summary>Of each alarm of each battery; <see cref="AlarmOf"/> knows the number.</summary>
    public static IEnumerable<(string Path, int Number)> OfAlarms(string pattern, BankPlan? plan) => OfEach(pattern, plan).SelectMany(battery =>
        Enum.GetValues<Alarm>().Select(alarm => (battery.Path.Replace("<alarm>", alarm.ToString(), StringComparison.Ordinal), ((battery.Number - 1) * s_alarms) + (int)alarm)));

    /// <summary>The level of an alarm of a battery, as it has it below /Batteries.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="place">A number of <see cref="OfAlarms"/>.</param>
    public static int? AlarmOf(BankTurn turn, int place) => turn.Outcome.Alarms.OfMember((place / s_alarms) + 1, (Alarm)(place % s_alarms));
}
