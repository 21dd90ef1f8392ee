using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration.Checks;

/// <summary>Whether the values of one battery can all be meant.</summary>
internal static class BatteryCheck
{
    public static IReadOnlyList<Finding> Run(ConfigurationValues values)
    {
        var findings = new List<Finding>();
        var check = new Check(values, findings);
        CheckTimes(check);
        VoltageCheck.Run(check);
        CurveCheck.Run(check);
        return findings;
    }

    private static void CheckTimes(Check check)
    {
        if (!check.AreSound(BatteryKeys.DataTimeout, BatteryKeys.PollInterval) || check.Get(BatteryKeys.DataTimeout) >= 2 * check.Get(BatteryKeys.PollInterval))
        {
            return;
        }

        // A round can take one try more than planned; anything tighter would flap between valid and invalid.
        check.Error(
            FindingCodes.Contradiction,
            $"{check.Show(BatteryKeys.DataTimeout)} must be at least twice {check.Show(BatteryKeys.PollInterval)}, or values would be invalid most of the time: "
            + $"write {BatteryKeys.DataTimeout.Name} = {Forms.NumberText.Format(2 * check.Get(BatteryKeys.PollInterval))} or more.",
            BatteryKeys.DataTimeout,
            BatteryKeys.PollInterval);
    }
}
