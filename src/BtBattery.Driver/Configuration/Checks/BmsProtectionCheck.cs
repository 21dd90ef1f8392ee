using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration.Checks;

/// <summary>Whether the driver asks for more than the BMS itself allows: then the BMS cuts off, with everything that hangs on the battery.</summary>
public static class BmsProtectionCheck
{
    /// <summary>Compares the configuration with the protection that a battery reported of itself while the driver runs.</summary>
    /// <param name="battery">What is configured for it.</param>
    /// <param name="overvoltage">Cell voltage at which the BMS stops charging, V; null if it does not tell.</param>
    /// <param name="undervoltage">Cell voltage at which it stops discharging, V; null if it does not tell.</param>
    /// <returns>What is wrong; nothing if all is well or nothing is known.</returns>
    public static IReadOnlyList<Finding> Run(BatteryConfiguration battery, double? overvoltage, double? undervoltage)
    {
        ArgumentNullException.ThrowIfNull(battery);
        var findings = new List<Finding>();
        var check = new Check(battery.Values, findings);
        CheckHighest(check, overvoltage, $"{battery.Address} stops charging by itself, at {Show(overvoltage)}");
        CheckLowest(check, undervoltage, $"{battery.Address} stops discharging by itself, at {Show(undervoltage)}");
        return findings;
    }

    internal static void CheckHighest(Check check, double? overvoltage, string what)
    {
        if (overvoltage is double limit && check.Get(CellVoltageKeys.Max) > limit)
        {
            check.Error(
                FindingCodes.BmsProtection,
                $"{check.Show(CellVoltageKeys.Max)} is above what the BMS allows ({what}): write {CellVoltageKeys.Max.Name} = "
                + $"{Forms.NumberText.Format(limit)} or less.",
                CellVoltageKeys.Max,
                BatteryKeys.BmsOvervoltage);
        }
    }

    internal static void CheckLowest(Check check, double? undervoltage, string what)
    {
        if (undervoltage is double limit && check.Get(CellVoltageKeys.Min) < limit)
        {
            check.Error(
                FindingCodes.BmsProtection,
                $"{check.Show(CellVoltageKeys.Min)} is below what the BMS allows ({what}): write {CellVoltageKeys.Min.Name} = "
                + $"{Forms.NumberText.Format(limit)} or more.",
                CellVoltageKeys.Min,
                BatteryKeys.BmsUndervoltage);
        }
    }

    private static string Show(double? volts) => volts is double number ? Forms.NumberText.Format(number) + " V" : "";
}
