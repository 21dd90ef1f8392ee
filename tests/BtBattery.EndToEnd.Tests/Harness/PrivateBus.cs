namespace BtBattery.EndToEnd.Tests.Harness;

/// <summary>A real dbus-daemon of our own, in a temporary folder.</summary>
internal sealed class PrivateBus : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("btbattery-bus-").FullName;
    private ChildProcess? _daemon;

    public string Address => $"unix:path={_folder}/bus";

    public string Folder => _folder;

    /// <summary>An empty configuration, with a folder of its own for what a driver keeps beside it.</summary>
    public string Configuration
    {
        get
        {
            string file = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "driver")).FullName, "config.ini");
            File.AppendAllText(file, "");
            return file;
        }
    }

    /// <summary>What child processes need to find this bus, and nothing else.</summary>
    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>
    {
        ["DBUS_SYSTEM_BUS_ADDRESS"] = Address,
        ["DBUS_SESSION_BUS_ADDRESS"] = null,
    };

    /// <summary>Elements of dbus-daemon's configuration that say who may do what: dbus-daemon(1).</summary>
    /// <value>Everybody may do everything.</value>
    private string Policy { get; init; } =
        """<policy context="default"><allow send_destination="*" eavesdrop="false"/><allow receive_sender="*"/><allow own="*"/><allow user="*"/></policy>""";

    /// <param name="policy">Who may do what, as elements of dbus-daemon's configuration; null to let everybody do everything.</param>
    public static async Task<PrivateBus> StartAsync(string? policy = null)
    {
        PrivateBus bus = policy is null ? new() : new() { Policy = policy };
        try
        {
            await bus.StartDaemonAsync();
            return bus;
        }
        catch
        {
            await bus.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the daemon, again after <see cref="StopDaemonAsync"/>, at the same address.</summary>
    public async Task StartDaemonAsync()
    {
        string configuration = Path.Combine(_folder, "bus.conf");
        await File.WriteAllTextAsync(configuration, $"""
            <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
            <busconfig>
              <type>custom</type>
              <listen>{Address}</listen>
              <auth>EXTERNAL</auth>
              {Policy}
            </busconfig>
            """);
        _daemon = ChildProcess.Start("dbus-daemon", ["--config-file=" + configuration, "--nofork", "--print-address=2"]);
        await _daemon.WaitForErrorLineAsync("unix:");
    }

    public async Task StopDaemonAsync()
    {
        await _daemon!.DisposeAsync();
        File.Delete(Path.Combine(_folder, "bus"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_daemon is not null)
        {
            await _daemon.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
