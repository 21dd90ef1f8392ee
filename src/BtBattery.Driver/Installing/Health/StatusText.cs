using System.Globalization;
using System.Text;
using BtBattery.Driver.Control;

namespace BtBattery.Driver.Installing.Health;

/// <summary>The status for people.</summary>
public static class StatusText
{
    private const string EnableHooks = "enable them there again (Settings → General → Modification checks)";

    /// <summary>Lines, each with its end.</summary>
    public static string Write(Status status)
    {
        ArgumentNullException.ThrowIfNull(status);
        var text = new StringBuilder();
        foreach (string line in DriverLines(status).Concat(InstallationLines(status.Installation)))
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<string> DriverLines(Status status)
    {
        if (status.Driver is not { } driver)
        {
            yield return $"Driver:     {status.Problem}";
            yield break;
        }

        yield return FormattableString.Invariant($"Driver:     version {driver.Version} runs and answers as {driver.Service} (process {driver.ProcessId})");
        foreach (BatteryLinkStatus battery in driver.Batteries)
        {
            string age = battery.AgeSeconds is { } seconds ? string.Create(CultureInfo.InvariantCulture, $", {seconds:0.0} s old") : "";
            yield return $"  {battery.Address}{(battery.Name is { } name ? " " + name : "")}: {battery.Link?.Replace('_', ' ') ?? "not known yet"}{age}{(battery.Problem is { } problem ? $" ({problem})" : "")}";
        }
    }

    private static IEnumerable<string> InstallationLines(InstallationFacts installation)
    {
        if (installation.Current is not { } version)
        {
            yield return $"Installed:  nothing in {installation.Folder}";
            yield break;
        }

        yield return $"Installed:  version {version} in {installation.Folder}; {(installation.Previous is { } previous ? $"'btbattery rollback' goes back to {previous}" : "there is no version to go back to")}";
        if (installation.OnTrial is { } trial)
        {
            yield return $"Trial:      version {trial} has not proven itself yet; the one before comes back by itself if it does not answer";
        }

        if (installation.RolledBack is { } failed)
        {
            string why = installation.RolledBackBecause ?? "it did not answer";
            yield return installation.HasFailed ? $"Failed:     version {failed}, with no version to go back to: {why}" : $"Taken back: version {failed}: {why}";
        }

        if (installation.OldDriver is { } old)
        {
            yield return $"Beside it:  dbus-btbattery ({old}) starts with the machine, too: 'btbattery install --migrate' puts it aside";
        }

        if (installation.Gx is { } gx)
        {
            yield return $"Start:      {Start(gx)}";
            yield return gx.ScreensFirmware is null ? "Screens:    not put; the next start of the device does it"
                : gx.ScreensFirmware == gx.Firmware ? $"Screens:    as firmware {gx.Firmware} shows them"
                : $"Screens:    put for firmware {gx.ScreensFirmware}, and {gx.Firmware} runs; the next start of the device does it anew";
        }

        foreach (string line in installation.Systemd is { } systemd ? SystemdLines(systemd) : [])
        {
            yield return line;
        }
    }

    private static IEnumerable<string> SystemdLines(SystemdStartFacts systemd)
    {
        string start = !systemd.HasUnit ? "systemd has no unit for it: 'btbattery install' mends that"
            : !systemd.IsEnabled ? "it does not start with the machine: 'systemctl enable btbattery' mends that"
            : !systemd.HasPolicy ? "with the machine, but the bus does not let it be a battery: 'btbattery install' mends that"
            : "with the machine, by systemd";
        yield return $"Start:      {start}";
        if (systemd.State is { } state)
        {
            string restarts = systemd.Restarts is > 0 and int count ? string.Create(CultureInfo.InvariantCulture, $", started anew by itself {count} times") : "";
            yield return $"Systemd:    {state}{restarts}{(systemd.Says is { } says ? $": {says}" : "")}";
        }
    }

    private static string Start(GxStartFacts gx) =>
        gx.HookIsDisabled ? $"somebody has disabled the start hooks in the GUI: {EnableHooks}, or the driver does not start with the device"
        : !gx.HookHasLines ? "/data/rc.local does not start it with the device: 'btbattery install' mends that"
        : !gx.HookIsExecutable ? "/data/rc.local is not executable, so that it does not start with the device: chmod 755 /data/rc.local"
        : !gx.IsLinked ? "it starts with the device, but is not in /service now: 'btbattery install' mends that"
        : "with the device, by /data/rc.local";
}
