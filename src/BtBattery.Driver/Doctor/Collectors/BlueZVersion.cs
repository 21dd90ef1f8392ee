using System.ComponentModel;
using System.Diagnostics;

namespace BtBattery.Driver.Doctor.Collectors;

/// <summary>
/// Asks the installed BlueZ programs for their version, since org.bluez has no property for it. The daemon is asked first:
/// its tool may be of another package.
/// </summary>
/// <param name="root">The folder that stands for <c>/</c>.</param>
/// <param name="timeProvider">The clock of the deadline.</param>
public sealed class BlueZVersion(string root, TimeProvider timeProvider)
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(3);

    private static readonly string[] s_programs =
    [
        "/usr/libexec/bluetooth/bluetoothd", "/usr/lib/bluetooth/bluetoothd", "/usr/sbin/bluetoothd", "/usr/bin/bluetoothctl",
    ];

    /// <summary>The version, such as <c>5.72</c>; null if no program is there or none answers sensibly in time.</summary>
    public async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        foreach (string program in s_programs.Select(program => Path.Join(root, program)).Where(File.Exists))
        {
            if (await AskAsync(program, cancellationToken) is string version)
            {
                return version;
            }
        }

        return null;
    }

    private async Task<string?> AskAsync(string program, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, ["--version"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        try
        {
            using Process process = Process.Start(start)!;
            using var deadline = new CancellationTokenSource(s_deadline, timeProvider);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            try
            {
                process.StandardInput.Close();
                string output = await process.StandardOutput.ReadToEndAsync(both.Token);
                await process.WaitForExitAsync(both.Token);
                return Array.Find(output.Split((char[])[' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries), IsVersion);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return null;
            }
            finally
            {
                if (!process.HasExited)
                {
                    process.Kill(entireProcessTree: true);
                }
            }
        }
        catch (Exception exception) when (exception is Win32Exception or IOException)
        {
            // Not executable for us.
            return null;
        }
    }

    private static bool IsVersion(string word) => word.Contains('.', StringComparison.Ordinal) && Version.TryParse(word, out _);
}
