using BtBattery.Driver.Doctor.Facts;

namespace BtBattery.Driver.Doctor.Rules;

/// <summary>Victron's services around the battery.</summary>
internal static class VictronRules
{
    public static IEnumerable<Finding> Find(SystemFacts facts)
    {
        if (facts.Victron is not { } victron)
        {
            return [];
        }

        List<Finding> findings = [];
        if (facts.Machine is { IsVenus: true } && victron.Settings is null)
        {
            findings.Add(DiagnosisCodes.SettingsMissing.About("com.victronenergy.settings"));
        }

        if (FindMonitor(victron) is Finding monitor)
        {
            findings.Add(monitor);
        }

        findings.AddRange(FollowedRules.Find(victron));
        return findings;
    }

    /// <summary>Whether the system shows this battery.</summary>
    private static Finding? FindMonitor(VictronFacts victron)
    {
        BatteryServiceFacts[] ours = [.. victron.BatteryServices.Where(service => service.IsOurs)];
        if (ours.Length == 0 || victron.System is null)
        {
            return null;
        }

        // Without an instance of its own a service cannot be told from the one that is meant.
        string? selected = victron.Settings?.BatteryService;
        bool areInstancesKnown = victron.BatteryServices.All(service => service.Instance is not null);
        if (selected == "nobattery")
        {
            return DiagnosisCodes.BatteryMonitorMissing.About(selected, ("selected", "'no battery monitor'"));
        }

        if (selected?.StartsWith("com.victronenergy.battery/", StringComparison.Ordinal) == true
            && areInstancesKnown
            && !victron.BatteryServices.Any(service => service.IsMeantBy(selected)))
        {
            return DiagnosisCodes.BatteryMonitorMissing.About(selected, ("selected", selected));
        }

        if (victron.System.ActiveBatteryService is not { } active || !areInstancesKnown || ours.Any(service => service.IsMeantBy(active)))
        {
            return null;
        }

        string shown = victron.BatteryServices.FirstOrDefault(service => service.IsMeantBy(active))?.Title ?? active;
        return DiagnosisCodes.OtherBatteryMonitor.About(active, ("shown", shown));
    }
}
