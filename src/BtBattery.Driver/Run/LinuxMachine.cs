using System.Buffers.Text;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using BtBattery.Driver.Doctor.Collectors;
using Microsoft.Win32.SafeHandles;

namespace BtBattery.Driver.Run;

/// <summary>This machine, by what its kernel tells (Linux: proc_uptime(5), proc_sys_kernel(5)).</summary>
public sealed class LinuxMachine(TimeProvider timeProvider) : IMachine
{
    /// <summary>What the GX device's own screen does when somebody restarts it: the services are stopped in order, and files written.</summary>
    private const string RebootProgram = "/sbin/reboot";

    private static readonly TimeSpan s_rebootTimeout = TimeSpan.FromSeconds(10);

    private string? _boot;

    /// <inheritdoc/>
    public MachineMoment? Now
    {
        get
        {
            try
            {
                // The start of the machine stays the same while this program runs.
                _boot ??= File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim() is { Length: > 0 } boot ? boot : null;
                return _boot is not null && ReadUptime() is { } uptime ? new MachineMoment(_boot, uptime) : null;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }
    }

    private static TimeSpan? ReadUptime()
    {
        // Two numbers, s with two digits behind the point.
        Span<byte> text = stackalloc byte[64];
        using SafeFileHandle file = File.OpenHandle("/proc/uptime");
        return Utf8Parser.TryParse(text[..RandomAccess.Read(file, text, 0)], out double seconds, out _) ? TimeSpan.FromSeconds(seconds) : null;
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
