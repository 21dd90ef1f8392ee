using System.Globalization;
using BtBattery.Driver.Doctor.Facts;
using BtBattery.Driver.Doctor.Rules;

namespace BtBattery.Driver.Doctor;

/// <summary>How far the doctor looked: finding nothing means little without it.</summary>
/// <param name="Checked">What was looked at, in words.</param>
/// <param name="NotChecked">What was not, and why.</param>
public sealed record Coverage(IReadOnlyList<string> Checked, IReadOnlyList<NotLearned> NotChecked)
{
    /// <summary>What those facts cover.</summary>
    public static Coverage Of(SystemFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        List<string> seen = [];
        List<NotLearned> missed = [.. facts.NotLearned];
        if (facts.ConfigurationErrors is not null)
        {
            seen.Add("the configuration");
        }

        if (facts.Installation is { Current: not null })
        {
            seen.Add("the installation");
        }

        if (facts.Bus is { IsReachable: true })
        {
            seen.Add(facts.Bus.MayOwnNames is null ? "the bus" : "the bus and our rights on it");
            AddRadio(facts, seen, missed);
            AddBatteries(facts, seen, missed);
            AddSystem(facts, seen, missed);
        }
        else
        {
            missed.Add(new NotLearned("BlueZ, the batteries, Victron's services", "they are reached through D-Bus"));
        }

        if (facts.Machine is { IsVenus: true })
        {
            AddIf(facts.DataFolder is not null, "the storage /data");
            AddIf(facts.BootHooks is not null, "the boot scripts");
            AddIf(facts.Clock is not null, "the clock");
        }

        return new Coverage(seen, missed);

        void AddIf(bool isKnown, string what)
        {
            if (isKnown)
            {
                seen.Add(what);
            }
        }
    }

    private static void AddRadio(SystemFacts facts, List<string> seen, List<NotLearned> missed)
    {
        if (facts.BlueZ is not { IsAnswering: true } bluez)
        {
            return;
        }

        seen.Add(bluez.Version is string version ? $"BlueZ {version}" : "BlueZ");
        if (bluez.Version is null)
        {
            missed.Add(new NotLearned("the version of BlueZ", "none of its programs was found to ask"));
        }

        if (bluez.Adapters is { } adapters && RadioRules.Choose(adapters, facts.WantedAdapter) is { } adapter)
        {
            seen.Add($"the adapter {adapter.Name}");
        }
    }

    private static void AddBatteries(SystemFacts facts, List<string> seen, List<NotLearned> missed)
    {
        if (facts.Batteries is { Count: 0 })
        {
            missed.Add(new NotLearned("the batteries", "none was named, and no driver serves one"));
        }

        foreach (BatteryFacts battery in facts.Batteries ?? [])
        {
            if (battery.Driver is { } driver)
            {
                seen.Add($"the battery {battery.Address} ({(driver.HasData == true ? "served" : "looked for")} by {driver.Service})");
            }
            else if (battery.WasHeard == true)
            {
                string how = battery.RssiDbm is int rssi ? string.Create(CultureInfo.InvariantCulture, $" with {rssi} dBm") : "";
                seen.Add($"the battery {battery.Address} (heard{how})");
                missed.Add(new NotLearned($"whether {battery.Address} wants a PIN or a password", "no driver is connected with it"));
            }
            else if (battery.WasHeard == false || battery.IsConnected == true)
            {
                seen.Add($"the battery {battery.Address}");
            }
            else
            {
                missed.Add(new NotLearned(
                    $"the battery {battery.Address}",
                    facts.Victron?.BatteryServices.Any(service => service.IsOurs) == true
                        ? "listening would disturb the driver that is at work"
                        : "there is no radio to listen with yet"));
            }
        }
    }

    private static void AddSystem(SystemFacts facts, List<string> seen, List<NotLearned> missed)
    {
        const string following = "whether the charge limits are followed";
        if (facts.Victron is not { } victron)
        {
            return;
        }

        seen.Add("Victron's services");
        if (victron.System is null)
        {
            missed.Add(new NotLearned(following, "Venus OS's system service is not on the bus"));
        }
        else if (victron.BatteryServices.Any(service => service is { IsOurs: true, MaxChargeVoltage: not null }))
        {
            seen.Add(following);
        }
        else
        {
            missed.Add(new NotLearned(following, "no driver of ours publishes any"));
        }
    }
}
