using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using BtBattery.Driver.Doctor.Collectors;

namespace BtBattery.Driver.Run;

/// <summary>This machine, by what its kernel tells (Linux: proc_uptime(5), proc_sys_kernel(5)).</summary>
public sealed class LinuxMachine(TimeProvider timeProvider) : IMachine
{
    /// <summary>What the GX device's own screen does when somebody restarts it: the services are stopped in order, and files written.</summary>
    private const string RebootProgram = "/sbin/reboot";

    private static readonly TimeSpan s_rebootTimeout = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public MachineMoment? Now
    {
        get
        {
            try
            {
                string boot = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
                string uptime = File.ReadAllText("/proc/uptime").Split(' ')[0];
                return boot.Length > 0 && double.TryParse(uptime, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds)
                    ? new MachineMoment(boot, TimeSpan.FromSeconds(seconds))
                    : null;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }
    }

    /// <inheritdoc/>
    public bool IsGx => new MachineCollector("/").ReadMachine().IsVenus;

    /// <inheritdoc/>
    public async Task<string?> RebootAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(s_rebootTimeout, timeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using Process reboot = Process.Start(new ProcessStartInfo(RebootProgram) { UseShellExecute = false })!;
            await reboot.WaitForExitAsync(both.Token);
            return reboot.ExitCode == 0
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"{RebootProgram} ended with code {reboot.ExitCode}; the driver has to run as root for it.");
        }
        catch (Win32Exception exception)
        {
            return $"{RebootProgram} cannot be run: {exception.Message}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{RebootProgram} did not answer within {s_rebootTimeout.TotalSeconds:0} s.");
        }
    }
}
