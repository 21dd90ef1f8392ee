using BtBattery.DBus;
using BtBattery.Simulator.Radio;

namespace BtBattery.Simulator.BlueZ;

/// <content>What can go wrong with the air, the adapter and the daemon.</content>
public sealed partial class SimulatedBlueZ
{
    /// <summary>True while another program scans behind the daemon's back: StartDiscovery is refused with InProgress.</summary>
    public bool HasForeignScan
    {
        get => _daemon.HasForeignScan;
        set => Agenda.Run(() => _daemon.HasForeignScan = value);
    }

    /// <summary>True while the daemon hangs: calls wait until it goes on.</summary>
    public bool IsHanging
    {
        get => !_daemon.Objects.Answers;
        set => Agenda.Run(() => _daemon.Objects.Answers = !value);
    }

    /// <summary>The adapter's number; null while it is unplugged.</summary>
    public int? AdapterIndex => _adapter?.Settings.Index;

    /// <summary>The battery ends its link, if it has one, and advertises again.</summary>
    public void Drop(Peripheral battery) => Agenda.Run(() => battery.Link?.Lose());

    /// <summary>The battery is out of range from now on: a link ends by supervision timeout.</summary>
    public void Vanish(Peripheral battery) => Agenda.Run(() =>
    {
        battery.IsInRange = false;
        battery.Link?.Fade();
    });

    /// <summary>The battery is in range again.</summary>
    public void Return(Peripheral battery) => Agenda.Run(() =>
    {
        battery.IsInRange = true;
        battery.Link?.Unfade();
        _daemon.Controller.Listen();
    });

    /// <summary>The battery leaves its link and advertises again, and the daemon goes on saying that it is connected.</summary>
    /// <param name="battery">A connected battery; nothing happens to another.</param>
    /// <param name="isStuck">True if Disconnect is answered without ending the connection; RemoveDevice and power still end it.</param>
    public void MakePhantom(Peripheral battery, bool isStuck) => Agenda.Run(() =>
    {
        battery.Link?.BecomePhantom(isStuck);
        _daemon.Controller.Listen();
    });

    /// <summary>Ends every fault of the battery: it is in range, and a phantom connection is noticed.</summary>
    public void Restore(Peripheral battery) => Agenda.Run(() =>
    {
        battery.Faults = new Faults();
        battery.Voice = battery.Bms;
        foreach (Link link in Links().Where(link => link.Peripheral == battery && link.IsPhantom)) link.Lose();
        Return(battery);
    });

    /// <summary>Another client disconnects every device, as Victron's vesmart-server did every minute.</summary>
    public void DisconnectAll() => Agenda.Run(() =>
    {
        foreach (Device device in _adapter?.Devices.ToArray() ?? []) device.DisconnectByOther();
    });

    /// <summary>Another program switches the adapter on or off; nothing happens while it is unplugged.</summary>
    public void SetAdapterPower(bool on) => Agenda.Run(() => _adapter?.SetPower(on));

    /// <summary>The adapter is pulled out.</summary>
    public void Unplug() => Agenda.Run(() =>
    {
        _adapter?.Unexport();
        _adapter = null;
    });

    /// <summary>The adapter is plugged in, with its old number or another; nothing happens if it is there.</summary>
    public void Plug(int? index) => Agenda.Run(() =>
    {
        if (_adapter is not null) return;
        _adapter = new Adapter(_daemon, _settings with { Index = index ?? _settings.Index });
        _adapter.Export();
    });

    /// <summary>The daemon is killed: links end, objects are gone without a word, the name is free.</summary>
    public async Task StopDaemonAsync()
    {
        Die();
        if (_connection.UniqueName.Length > 0) await _connection.ReleaseNameAsync(BusName);
    }

    /// <summary>The daemon is started again: the name first, then its objects, with the stored devices.</summary>
    public async Task StartDaemonAsync()
    {
        if (_connection.UniqueName.Length > 0)
            await _connection.RequestNameAsync(BusName, RequestNameFlags.DoNotQueue);
        Agenda.Run(() =>
        {
            if (_adapter is not null) return;
            _daemon.Objects.Signals = true;
            ExportAll(_settings);
        });
    }

    /// <summary>The bus was restarted: bluetoothd went down with it, and is started again on the new one.</summary>
    public Task MoveToAsync(DBusConnection connection, CancellationToken cancellationToken = default)
    {
        Die();
        _export?.Dispose();
        _clientWatch = null; // It went with its connection.
        Agenda.Run(() =>
        {
            _connection = connection;
            _daemon.Objects.MoveTo(connection);
        });
        return StartAsync(cancellationToken);
    }

    private void Die() => Agenda.Run(() =>
    {
        _adapter?.Abandon();
        _adapter = null;
        _agents.Clear();
        _daemon.Controller.Reset();
        _daemon.Objects.Clear();
        _daemon.Objects.Answers = true;
    });

    private List<Link> Links() => [.. _adapter?.Devices.Select(device => device.Link).OfType<Link>() ?? []];
}
