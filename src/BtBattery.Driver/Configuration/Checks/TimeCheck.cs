using BtBattery.Bms;
using BtBattery.Driver.Configuration.Forms;
using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Configuration.Checks;

/// <summary>
/// Whether a battery is read often enough for its values to be valid all the time. Only a service that publishes no limits may have gaps: whoever relies on limits
/// must not see them come and go.
/// </summary>
internal static class TimeCheck
{
    public static void Run(Check check, ConfigurationValues common)
    {
        bool mayHaveGaps = !common[BankKeys.PublishLimits].IsFaulty && !common.Get(BankKeys.PublishLimits);
        if (!check.AreSound(BatteryKeys.Connection, BatteryKeys.DataTimeout))
        {
            return;
        }

        if (check.Get(BatteryKeys.Connection) == ConnectionMode.Continuous)
        {
            CheckPolling(check, mayHaveGaps);
        }
        else
        {
            CheckIntermittent(check, mayHaveGaps);
            CheckSleep(check);
        }
    }

    private static void CheckPolling(Check check, bool mayHaveGaps)
    {
        if (!check.AreSound(BatteryKeys.PollInterval) || check.Get(BatteryKeys.DataTimeout) >= 2 * check.Get(BatteryKeys.PollInterval))
        {
            return;
        }

        // A round can take one try more than planned; anything tighter would flap between valid and invalid.
        Add(
            check,
            mayHaveGaps,
            $"{check.Show(BatteryKeys.DataTimeout)} must be at least twice {check.Show(BatteryKeys.PollInterval)}, or values would be invalid most of the time: "
            + $"write {BatteryKeys.DataTimeout.Name} = {NumberText.Format(2 * check.Get(BatteryKeys.PollInterval))} or more.",
            BatteryKeys.PollInterval);
    }

    private static void CheckIntermittent(Check check, bool mayHaveGaps)
    {
        double allowance = Intermittent.ConnectAllowance.TotalSeconds;
        double timeout = check.Get(BatteryKeys.DataTimeout);
        if (!check.AreSound(BatteryKeys.IntermittentInterval) || timeout >= check.Get(BatteryKeys.IntermittentInterval) + allowance)
        {
            return;
        }

        double needed = check.Get(BatteryKeys.IntermittentInterval) + allowance;
        List<string> ways = [];
        if (needed <= BatteryKeys.DataTimeout.Most)
        {
            ways.Add($"{BatteryKeys.DataTimeout.Name} = {NumberText.Format(needed)} or more");
        }

        double longest = (needed <= BatteryKeys.DataTimeout.Most ? timeout : BatteryKeys.DataTimeout.Most!.Value) - allowance;
        if (longest >= BatteryKeys.IntermittentInterval.Least)
        {
            string with = needed <= BatteryKeys.DataTimeout.Most ? "" : $" with {BatteryKeys.DataTimeout.Name} = {NumberText.Format(longest + allowance)}";
            ways.Add($"{BatteryKeys.IntermittentInterval.Name} = {NumberText.Format(longest)} or less{with}");
        }

        if (!mayHaveGaps)
        {
            ways.Add($"{BankKeys.PublishLimits.Name} = False under [BANK] to monitor only");
        }

        Add(
            check,
            mayHaveGaps,
            $"{check.Show(BatteryKeys.DataTimeout)} must be at least {NumberText.Format(allowance)} s longer than {check.Show(BatteryKeys.IntermittentInterval)}, "
            + $"the time that connecting may take, or values would be invalid before the next reading: write {string.Join(", or ", ways)}.",
            BatteryKeys.IntermittentInterval);
    }

    private static void CheckSleep(Check check)
    {
        if (check.AreSound(BatteryKeys.BmsType)
            && check.Get(BatteryKeys.BmsType) is string type
            && BmsCatalog.Find(type) is { } family
            && Intermittent.Objection(family) is string objection)
        {
            check.Warn(FindingCodes.Sleeps, $"{check.Show(BatteryKeys.Connection)} with {check.Show(BatteryKeys.BmsType)}: {objection}", BatteryKeys.Connection);
        }
    }

    private static void Add(Check check, bool mayHaveGaps, string message, ConfigurationKey interval)
    {
        if (mayHaveGaps)
        {
            check.Warn(FindingCodes.Contradiction, message, BatteryKeys.DataTimeout, interval);
        }
        else
        {
            check.Error(FindingCodes.Contradiction, message, BatteryKeys.DataTimeout, interval);
        }
    }
}
