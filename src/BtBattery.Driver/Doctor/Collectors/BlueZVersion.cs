using BtBattery.Driver.Installing;

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
        CommandResult answer = await new MachineCommands(timeProvider).RunAsync(program, ["--version"], s_deadline, cancellationToken);
        return Array.Find(answer.Output.Split((char[])[' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries), IsVersion);
    }

    private static bool IsVersion(string word) => word.Contains('.', StringComparison.Ordinal) && Version.TryParse(word, out _);
}
