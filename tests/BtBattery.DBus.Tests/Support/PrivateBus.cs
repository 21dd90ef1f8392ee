using System.Diagnostics;

namespace BtBattery.DBus.Tests.Support;

/// <summary>A real message bus of its own: a dbus-daemon that allows everything, on a socket in a temporary directory.</summary>
public sealed class PrivateBus : IAsyncLifetime
{
    private string _directory = "";
    private Process? _daemon;

    public string Address { get; private set; } = "";

    public int ProcessId => _daemon!.Id;

    public async Task InitializeAsync()
    {
        _directory = Directory.CreateTempSubdirectory("btb-bus-").FullName;
        string configuration = Path.Combine(_directory, "bus.conf");
        await File.WriteAllTextAsync(configuration, $"""
            <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
             "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
            <busconfig>
              <type>session</type>
              <listen>unix:path={_directory}/bus</listen>
              <listen>unix:abstract={_directory}/hidden</listen>
              <auth>EXTERNAL</auth>
              <policy context="default">
                <allow send_destination="*" eavesdrop="true"/>
                <allow eavesdrop="true"/>
                <allow own="*"/>
                <allow user="*"/>
              </policy>
            </busconfig>
            """);
        _daemon = Tool.Start("dbus-daemon", "dbus-daemon", [$"--config-file={configuration}", "--nofork", "--print-address"]);
        Task<string?> address = _daemon.StandardOutput.ReadLineAsync();
        Address = await address.WaitAsync(Deadline.Time)
            ?? throw new InvalidOperationException("dbus-daemon did not start: " + await _daemon.StandardError.ReadToEndAsync());
    }

    public Task<DBusConnection> ConnectAsync(DBusConnectionOptions? options = null) =>
        DBusConnection.ConnectAsync(Address, options).WaitAsync(Deadline.Time);

    /// <summary>Kills the daemon, as a crash would.</summary>
    public async Task KillAsync()
    {
        _daemon!.Kill();
        await _daemon.WaitForExitAsync().WaitAsync(Deadline.Time);
    }

    public async Task DisposeAsync()
    {
        if (_daemon is not null)
        {
            if (!_daemon.HasExited) await KillAsync();
            _daemon.Dispose();
        }

        Directory.Delete(_directory, recursive: true);
    }
}
