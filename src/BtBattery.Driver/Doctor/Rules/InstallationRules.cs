using BtBattery.Driver.Doctor.Facts;
using BtBattery.Driver.Installing.Health;

namespace BtBattery.Driver.Doctor.Rules;

/// <summary>How the program is installed; nothing where it is not, but only unpacked.</summary>
internal static class InstallationRules
{
    public static IEnumerable<Finding> Find(SystemFacts facts)
    {
        if (facts.Installation is not { Current: not null } installation)
        {
            yield break;
        }

        if (installation.OldDriver is { } old)
        {
            yield return DiagnosisCodes.OldDriver.About(old, ("service", old));
        }

        if (installation is { RolledBack: { } version, HasFailed: false })
        {
            yield return DiagnosisCodes.UpdateTakenBack.About(null, ("version", version), ("why", Diagnosis.Sentence(installation.RolledBackBecause ?? "it did not answer")));
        }

        foreach (Finding finding in installation.Gx is { } gx ? FindGx(facts, gx) : installation.Systemd is { } systemd ? FindSystemd(systemd) : [])
        {
            yield return finding;
        }
    }

    private static IEnumerable<Finding> FindGx(SystemFacts facts, GxStartFacts gx)
    {
        if (!gx.HookHasLines && !gx.HookIsDisabled && facts.BootHooks is { Active: null, Disabled: null })
        {
            yield return DiagnosisCodes.BootHookMissing.About("/data/rc.local", ("why", "/data/rc.local has no line that starts it"), ("command", "btbattery install"));
        }

        if (!gx.IsLinked)
        {
            yield return DiagnosisCodes.ServiceNotLinked.About("/service/btbattery");
        }

        if (gx is { ScreensFirmware: { } screens, Firmware: { } firmware } && screens != firmware)
        {
            yield return DiagnosisCodes.ScreensOutdated.About(null, ("screens", screens), ("firmware", firmware));
        }
    }

    private static IEnumerable<Finding> FindSystemd(SystemdStartFacts systemd)
    {
        if (!systemd.HasUnit)
        {
            yield return DiagnosisCodes.BootHookMissing.About(null, ("why", "systemd has no unit for it"), ("command", "sudo btbattery install"));
        }
        else if (!systemd.IsEnabled)
        {
            yield return DiagnosisCodes.BootHookMissing.About(null, ("why", "its unit is not enabled"), ("command", "sudo systemctl enable btbattery"));
        }
    }
}
