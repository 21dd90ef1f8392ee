using BtBattery.Driver.Doctor.Facts;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Doctor.Rules;

/// <summary>From the rights on the bus over BlueZ and the adapter to the batteries: the first link that is broken hides the rest.</summary>
internal static class RadioRules
{
    private static readonly Version s_oldestBlueZ = new(5, 55);

    /// <summary>The server for phones was confined to links of its own between the versions of early and of mid 2026.</summary>
    private static readonly Version s_confinedPhoneServer = new(3, 75);

    public static IEnumerable<Finding> Find(SystemFacts facts)
    {
        if (facts.Bus is { MayOwnNames: false } bus)
        {
            return [DiagnosisCodes.NoRightsOnBus.About(bus.TriedName, ("what", $"own the name {bus.TriedName ?? "of a battery service"}"))];
        }

        return facts.BlueZ switch
        {
            null => BatteryRules.FindWithoutRadio(facts),
            { IsRunning: false } => [DiagnosisCodes.BlueZMissing.About("org.bluez")],
            { IsForbidden: true } => [DiagnosisCodes.NoRightsOnBus.About("org.bluez", ("what", "talk to the Bluetooth service org.bluez"))],
            { IsAnswering: false } => [DiagnosisCodes.BlueZNotAnswering.About("org.bluez")],
            { } bluez => FindWithBlueZ(facts, bluez),
        };
    }

    private static IEnumerable<Finding> FindWithBlueZ(SystemFacts facts, BlueZFacts bluez)
    {
        if (bluez.Version is string version && Version.TryParse(version, out Version? parsed) && parsed < s_oldestBlueZ)
        {
            yield return DiagnosisCodes.BlueZTooOld.About("org.bluez", ("version", version), ("oldest", s_oldestBlueZ.ToString()));
            yield break;
        }

        if (bluez.Adapters is not { } adapters)
        {
            yield break;
        }

        AdapterFacts? adapter = Choose(adapters, facts.WantedAdapter);
        if (adapter is not { IsPowered: true })
        {
            yield return WithoutAdapter(facts, adapters, adapter);
            yield break;
        }

        foreach (Finding finding in BatteryRules.Find(facts).Concat(FindInTheWay(facts, adapter)))
        {
            yield return finding;
        }
    }

    /// <summary>The adapter the driver takes.</summary>
    internal static AdapterFacts? Choose(IReadOnlyList<AdapterFacts> adapters, string? wanted)
    {
        IReadOnlyList<AdapterFacts> usable = AdapterPreference.Of(wanted).Order(adapters, adapter => adapter.Name, adapter => adapter.Address);
        return usable.FirstOrDefault(adapter => adapter.IsPowered == true) ?? (usable.Count > 0 ? usable[0] : null);
    }

    private static Finding WithoutAdapter(SystemFacts facts, IReadOnlyList<AdapterFacts> adapters, AdapterFacts? adapter)
    {
        // The switch of the adapter bears its name; one for the whole machine bears another. That of another adapter says nothing.
        RadioSwitch? blocking = facts.RadioSwitches?.FirstOrDefault(radio => (radio.IsHardBlocked || radio.IsSoftBlocked)
            && (radio.Name == adapter?.Name || !adapters.Any(other => other.Name == radio.Name)));
        if (blocking is not null && (adapter is not null || facts.WantedAdapter is null))
        {
            return DiagnosisCodes.AdapterBlocked.About(
                adapter?.Name ?? blocking.Name, ("kind", blocking.IsHardBlocked ? "hardware" : "software"), ("switch", blocking.Name));
        }

        if (adapter is null)
        {
            string there = adapters.Count > 0 ? $", only {string.Join(", ", adapters.Select(other => $"{other.Name} ({other.Address})"))}" : "";
            return DiagnosisCodes.NoAdapter.About(facts.WantedAdapter, ("which", facts.WantedAdapter is string wanted ? $" {wanted}{there}" : ""));
        }

        return adapter.PowerState == "off-blocked"
            ? DiagnosisCodes.AdapterBlocked.About(adapter.Name, ("kind", "software or hardware"), ("switch", "rfkill"))
            : DiagnosisCodes.AdapterOff.About(adapter.Name, ("adapter", adapter.Name));
    }

    /// <summary>What makes links worse on an adapter that works.</summary>
    private static IEnumerable<Finding> FindInTheWay(SystemFacts facts, AdapterFacts adapter)
    {
        // It runs on the first adapter; older ones also ended the links of all others (victronenergy/venus issues 1545, 1587, 1666).
        if (facts is { Machine.IsVenus: true, Victron.Settings.Bluetooth: 1 }
            && (adapter.Name == "hci0" || !IsAtLeast(facts.Machine.VenusVersion, s_confinedPhoneServer)))
        {
            yield return DiagnosisCodes.PhoneServer.About(adapter.Name, ("adapter", adapter.Name));
        }
        else if (IsTold(facts, DiagnosisCodes.LinksCut))
        {
            yield return DiagnosisCodes.LinksCut.About(null);
        }

        // victronenergy/venus issue 1597.
        if (facts is { Machine.IsVenus: true, Victron.Settings.BleSensors: 1 })
        {
            yield return DiagnosisCodes.SensorScanning.About(adapter.Name);
        }
        else if (IsTold(facts, DiagnosisCodes.ForeignScan))
        {
            yield return DiagnosisCodes.ForeignScan.About(null);
        }

        if (adapter.Attachment == "uart" && facts.Machine is { } machine)
        {
            if (machine.Model?.StartsWith("Raspberry Pi 3", StringComparison.Ordinal) == true)
            {
                // victronenergy/venus issue 1026.
                yield return DiagnosisCodes.AdapterStalls.About(adapter.Name, ("machine", "Raspberry Pi 3"), ("when", "after some hours of steady data"));
            }
            else if (machine.VenusMachine == "einstein")
            {
                // victronenergy/venus issue 1087; the boards that followed have a radio on USB.
                yield return DiagnosisCodes.AdapterStalls.About(
                    adapter.Name, ("machine", "Cerbo GX of the first series"), ("when", "when the device gets warm"));
            }
        }
    }

    /// <summary>True if a running driver noticed it.</summary>
    private static bool IsTold(SystemFacts facts, DiagnosisCode code) => facts.Batteries?.Any(battery => battery.Driver?.AdviceCode == code.Code) == true;

    /// <summary>Compares with a version such as <c>v3.75~12</c>; what cannot be read counts as older.</summary>
    private static bool IsAtLeast(string? venusVersion, Version least) =>
        venusVersion is not null
        && Version.TryParse(venusVersion.TrimStart('v').Split('~')[0], out Version? version)
        && version >= least;
}
