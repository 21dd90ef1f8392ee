namespace BtBattery.Driver.Configuration.Checks;

/// <summary>Whether the values of one battery can all be meant.</summary>
internal static class BatteryCheck
{
    /// <param name="values">The values in force for the battery.</param>
    /// <param name="common">Those of driver and bank.</param>
    public static IReadOnlyList<Finding> Run(ConfigurationValues values, ConfigurationValues common)
    {
        var findings = new List<Finding>();
        var check = new Check(values, findings);
        TimeCheck.Run(check, common);
        VoltageCheck.Run(check);
        CurveCheck.Run(check);
        CountingCheck.Run(check, common);
        return findings;
    }
}
