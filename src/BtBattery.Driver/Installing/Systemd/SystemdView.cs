using System.Globalization;
using BtBattery.Driver.Installing.Health;

namespace BtBattery.Driver.Installing.Systemd;

/// <summary>Asks systemd how it sees the service (systemctl(1), show).</summary>
internal static class SystemdView
{
    private const string Unit = "btbattery.service";

    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(5);

    /// <summary>What is there, and what systemd says where it runs; null on a GX device.</summary>
    public static async Task<SystemdStartFacts?> ReadAsync(Places places, ICommands commands, CancellationToken cancellationToken)
    {
        if (places.Kind != MachineKind.Systemd)
        {
            return null;
        }

        var facts = new SystemdStartFacts { HasUnit = File.Exists(places.Unit), IsEnabled = Disk.IsThere(places.UnitLink), HasPolicy = File.Exists(places.Policy) };
        if (!facts.HasUnit || !places.IsRunBySystemd)
        {
            return facts;
        }

        CommandResult shown = await commands.RunAsync("systemctl", ["show", "--property=ActiveState,SubState,StatusText,NRestarts", Unit], s_deadline, cancellationToken);
        string[] lines = shown.IsDone ? shown.Output.Split('\n') : [];
        return facts with
        {
            State = Value("ActiveState") is { } active ? $"{active} ({Value("SubState")})" : null,
            Says = Value("StatusText"),
            Restarts = int.TryParse(Value("NRestarts"), NumberStyles.None, CultureInfo.InvariantCulture, out int restarts) ? restarts : null,
        };

        string? Value(string name) => Array.Find(lines, line => line.StartsWith(name + "=", StringComparison.Ordinal)) is { } line && line.Length > name.Length + 1 ? line[(name.Length + 1)..] : null;
    }
}
