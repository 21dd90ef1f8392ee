using System.Diagnostics;

namespace BtBattery.Simulator.Tests.Support;

/// <summary>A message bus of our own: a real dbus-daemon on a socket in a new folder.</summary>
public sealed class PrivateBus : IAsyncDisposable
{
    private readonly Process _daemon;
    private readonly string _folder;

    private PrivateBus(Process daemon, string folder, string address)
    {
        _daemon = daemon;
        _folder = folder;
        Address = address;
    }

    public string Address { get; }

    /// <summary>A folder of this test for its own files; goes with the bus.</summary>
    public string Folder => _folder;

    public static async Task<PrivateBus> StartAsync()
    {
        string folder = Directory.CreateTempSubdirectory("sim").FullName;
        string config = Path.Combine(folder, "bus.conf");
        await File.WriteAllTextAsync(config, $"""
            <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
            <busconfig><type>custom</type><listen>unix:path={folder}/bus</listen><auth>EXTERNAL</auth>
            <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
            """);
        var start = new ProcessStartInfo("dbus-daemon",
            ["--nofork", "--nopidfile", "--print-address", $"--config-file={config}"]) { RedirectStandardOutput = true,
                RedirectStandardError = true };
        Process daemon = Process.Start(start)!;
        _ = daemon.StandardError.ReadToEndAsync();
        string? address = await daemon.StandardOutput.ReadLineAsync().WaitAsync(Deadline.Time);
        return new PrivateBus(daemon, folder, address ?? throw new InvalidOperationException("dbus-daemon did not start"));
    }

    /// <summary>Ends the bus now, as a crash would.</summary>
    public void Kill() => _daemon.Kill();

    public async ValueTask DisposeAsync()
    {
        _daemon.Kill();
        await _daemon.WaitForExitAsync();
        _daemon.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
