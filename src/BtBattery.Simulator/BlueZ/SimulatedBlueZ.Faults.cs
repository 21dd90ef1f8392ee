using BtBattery.DBus;
using BtBattery.Simulator.Control;
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

    /// <summary>True while a discovery runs on some adapter.</summary>
    public bool IsDiscovering => Adapters().Exists(adapter => adapter.Hardware.Controller.IsScanning);

    /// <summary>True while the daemon hangs: calls wait until it goes on.</summary>
    public bool IsHanging
    {
        get => !_daemon.Objects.Answers;
        set => Agenda.Run(() => _daemon.Objects.Answers = !value);
    }

    /// <summary>The daemon answers none of its present clients any more; whoever connects anew is answered. Ends with <see cref="IsHanging"/> = false.</summary>
    public void IgnoreClients() => Agenda.Run(_daemon.Objects.IgnoreCallers);

    /// <summary>The battery forgets that its notifications were switched on, and the daemon goes on saying that they are.</summary>
    public void Unsubscribe(Peripheral battery) => Agenda.Run(() => battery.Link?.Subscribe(false));

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
        _daemon.Listen();
    });

    /// <summary>The battery leaves its link and advertises again, and the daemon goes on saying that it is connected.</summary>
    /// <param name="battery">A connected battery; nothing happens to another.</param>
    /// <param name="isStuck">True if Disconnect is answered without ending the connection; RemoveDevice and power still end it.</param>
    public void MakePhantom(Peripheral battery, bool isStuck) => Agenda.Run(() =>
    {
        battery.Link?.BecomePhantom(isStuck);
        _daemon.Listen();
    });

    /// <summary>Ends every fault of the battery: it is in range, and a phantom connection is noticed.</summary>
    public void Restore(Peripheral battery) => Agenda.Run(() =>
    {
        battery.Faults = new Faults();
        battery.IsAsleep = false;
        battery.IsWantedByPhone = false;
        battery.Voice = battery.Bms;
        foreach (Link link in Links().Where(link => link.Peripheral == battery && link.IsPhantom)) link.Lose();
        Return(battery);
    });

    /// <summary>Another client disconnects every device, as Victron's vesmart-server did every minute.</summary>
    public void DisconnectAll() => Agenda.Run(() =>
    {
        foreach (Device device in Adapters().SelectMany(each => each.Devices).ToArray()) device.DisconnectByOther();
    });

    /// <summary>Another client removes the device; nothing happens if bluetoothd does not know it.</summary>
    public void Remove(Peripheral battery) => Agenda.Run(() =>
    {
        foreach (Adapter each in Adapters()) each.RemoveByOther(battery);
    });

    /// <summary>The battery's board falls asleep: its link ends, and it does not advertise.</summary>
    public void Sleep(Peripheral battery) => Agenda.Run(() =>
    {
        battery.IsAsleep = true;
        battery.Link?.Lose();
    });

    /// <summary>A current flows, or somebody presses its button.</summary>
    public void Wake(Peripheral battery) => Agenda.Run(() =>
    {
        battery.IsAsleep = false;
        _daemon.Listen();
    });

    /// <summary>Somebody's phone takes the battery as soon as nobody else is connected, or leaves it alone again.</summary>
    public void WantByPhone(Peripheral battery, bool isWanted) => Agenda.Run(() =>
    {
        battery.IsWantedByPhone = isWanted;
        _daemon.Listen();
    });

    /// <summary>The numbers of the adapters, in the order of the scenario; an unplugged one has the number it had.</summary>
    public IReadOnlyList<int> AdapterIndexes => [.. _daemon.Adapters.Select(each => each.Settings.Index)];

    /// <summary>The names of the adapters over which the daemon says that it is connected with a battery, rightly or not.</summary>
    public IReadOnlyList<string> AdaptersOf(Peripheral battery) =>
    [
        .. Adapters().Where(adapter => adapter.Devices.Any(device => device.Peripheral == battery && device.IsConnected))
            .Select(adapter => $"hci{adapter.Settings.Index}"),
    ];

    /// <summary>Faults of an adapter.</summary>
    /// <param name="adapter">Which one, from 0.</param>
    public AdapterFaults AdapterFaults(int adapter) => _daemon.Adapters[adapter].Faults;

    /// <summary>Ends every fault of an adapter.</summary>
    public void RestoreAdapter(int adapter) => Agenda.Run(() =>
    {
        _daemon.Adapters[adapter].Faults = new AdapterFaults();
        _daemon.Adapters[adapter].Controller.Lockup = Lockup.None;
    });

    /// <summary>The chip of an adapter locks up.</summary>
    public void LockUp(int adapter, Lockup until) => Agenda.Run(() => _daemon.Adapters[adapter].Controller.Lockup = until);

    /// <summary>Another program switches an adapter on or off; nothing happens while it is unplugged.</summary>
    public void SetAdapterPower(int adapter, bool on) => Agenda.Run(() => _daemon.Adapters[adapter].Shown?.SetPower(on));

    /// <summary>An adapter is pulled out.</summary>
    public void Unplug(int adapter) => Agenda.Run(() =>
    {
        AdapterHardware hardware = _daemon.Adapters[adapter];
        hardware.Unplug();
        hardware.Shown?.Unexport();
        hardware.Shown = null;
    });

    /// <summary>An adapter is plugged in, with its old number or another; nothing happens if it is there.</summary>
    public void Plug(int adapter, int? index) => Agenda.Run(() =>
    {
        AdapterHardware hardware = _daemon.Adapters[adapter];
        if (hardware.IsPlugged) return;
        hardware.Plug(index);
        if (_isRunning) Show(hardware);
    });

    /// <summary>The daemon is killed: links end, objects are gone without a word, the name is free.</summary>
    public async Task StopDaemonAsync()
    {
        Die();
        if (_connection.UniqueName.Length > 0) await _connection.ReleaseNameAsync(BusName);
    }

    /// <summary>The daemon is told to end (SIGTERM): it switches its adapters off and takes back every object, then the name is free.</summary>
    public Task QuitDaemonAsync()
    {
        Agenda.Run(() =>
        {
            foreach (AdapterHardware each in _daemon.Adapters)
            {
                each.Shown?.Unexport();
                each.Shown = null;
            }
            if (_isRunning) _daemon.Objects.Remove(_agents.Object.Path);
        });
        return StopDaemonAsync();
    }

    /// <summary>The daemon is started again: the name first, then its objects, with the stored devices.</summary>
    public async Task StartDaemonAsync()
    {
        if (_connection.UniqueName.Length > 0)
            await _connection.RequestNameAsync(BusName, RequestNameFlags.DoNotQueue);
        Agenda.Run(() =>
        {
            if (_isRunning) return;
            _daemon.Objects.Signals = true;
            ExportAll();
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

    /// <summary>Whatever is under way is answered first, as seen.</summary>
    private void Crash() => Agenda.After(TimeSpan.FromMilliseconds(1), () =>
    {
        if (_isRunning) _ = DaemonCommand.TolerateLossOfBusAsync(StopDaemonAsync());
    });

    private void Die() => Agenda.Run(() =>
    {
        _isRunning = false;
        foreach (AdapterHardware each in _daemon.Adapters)
        {
            each.Shown?.Abandon();
            each.Shown = null;
            each.Controller.Reset();
        }
        _agents.Clear();
        _daemon.Objects.Clear();
        _daemon.Objects.Answers = true;
    });

    private List<Link> Links() => [.. Adapters().SelectMany(each => each.Devices).Select(device => device.Link).OfType<Link>()];
}
