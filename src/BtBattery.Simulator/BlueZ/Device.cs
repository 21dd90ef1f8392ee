using BtBattery.DBus;
using BtBattery.Simulator.BlueZ.Objects;
using BtBattery.Simulator.Radio;
using BtBattery.Simulator.Timing;

namespace BtBattery.Simulator.BlueZ;

/// <summary>One Device1 object. Times and the order of signals are those of bluetoothd 5.66.</summary>
internal sealed class Device
{
    private const string InterfaceName = "org.bluez.Device1";

    /// <summary>From link up to the answer of Connect: the MTU exchange.</summary>
    private static readonly TimeSpan ConnectAnswer = TimeSpan.FromMilliseconds(30);

    /// <summary>A battery that answers nothing makes Connect fail after this time; the link stays.</summary>
    private static readonly TimeSpan ConnectGivesUp = TimeSpan.FromSeconds(41);

    /// <summary>From link up to ServicesResolved when the services have to be asked for, and when they are remembered.</summary>
    private static readonly TimeSpan FirstResolve = TimeSpan.FromMilliseconds(220);
    private static readonly TimeSpan RememberedResolve = TimeSpan.FromMilliseconds(120);

    /// <summary>Disconnect gives profiles this time to finish before the link is closed.</summary>
    private static readonly TimeSpan DisconnectDelay = TimeSpan.FromSeconds(2);

    /// <summary>A device that is neither paired nor trusted is forgotten this long after it was last seen or connected.</summary>
    private static readonly TimeSpan TemporaryTimeout = TimeSpan.FromSeconds(30);

    private readonly Daemon _daemon;
    private readonly Adapter _adapter;
    private readonly List<AgendaEntry> _resolving = [];
    private readonly List<MethodContext> _disconnectCalls = [];
    private IReadOnlyList<string> _uuids;
    private string? _alias;
    private bool _isBlocked;
    private bool _isResolved;
    private short? _rssi;
    private Link? _link;
    private RemoteGatt? _gatt;
    private ConnectionAttempt? _attempt;
    private Action<DBusErrorException?>? _connectAnswer;
    private AgendaEntry? _disconnecting;
    private AgendaEntry? _forgetting;

    public Device(Daemon daemon, Adapter adapter, Peripheral peripheral)
    {
        _daemon = daemon;
        _adapter = adapter;
        Peripheral = peripheral;
        Path = $"{adapter.Path}/dev_{peripheral.Address.Replace(':', '_')}";
        _uuids = peripheral.Bms.Profile.Advertised;
        Object = new ExportedObject(Path, [Describe()]);
    }

    public string Path { get; }

    public Peripheral Peripheral { get; }

    public ExportedObject Object { get; }

    public bool IsConnected => _link is not null;

    /// <summary>True if bluetoothd forgets it by itself after a while.</summary>
    public bool IsTemporary => !_daemon.Stored.Contains(Peripheral);

    /// <summary>An advertisement was heard during discovery.</summary>
    public void Seen()
    {
        _rssi = Peripheral.Rssi;
        _daemon.Objects.Changed(Path, InterfaceName, "RSSI");
        RestartForgetting();
    }

    /// <summary>Discovery is over: signal strength is known only while it lasts.</summary>
    public void DiscoveryEnded()
    {
        if (_rssi is null) return;
        _rssi = null;
        _daemon.Objects.Changed(Path, InterfaceName, "RSSI");
    }

    /// <summary>The object appears on the bus.</summary>
    public void Export()
    {
        _daemon.Objects.Add(Object);
        RestartForgetting();
    }

    /// <summary>The object and what is below it go, without a word to pending calls: bluetoothd drops them unanswered.</summary>
    public void Unexport()
    {
        AbandonAttempt();
        _forgetting?.Cancel();
        _gatt?.Unexport();
        _daemon.Objects.Remove(Path);
    }

    /// <summary>The link is gone because the radio is; told in one signal.</summary>
    public void PowerLost()
    {
        if (_attempt is not null)
        {
            _attempt = null;
            AnswerConnect(BlueZError.Failed("br-connection-canceled"));
        }
        Link? link = _link;
        if (link is null) return;
        Lost();
        link.Close();
    }

    /// <summary>Another client of the daemon ends the link.</summary>
    public void DisconnectByOther()
    {
        if (IsConnected) BeginDisconnect(null);
    }

    /// <summary>The daemon died: the link ends with its socket, and nothing that was planned happens.</summary>
    public void Abandon()
    {
        AbandonAttempt();
        _connectAnswer = null;
        _disconnectCalls.Clear();
        _forgetting?.Cancel();
        if (_link is null) return;
        _link.Lost -= Lost;
        LeaveLink();
        _link.Close();
        _link = null;
    }

    /// <summary>The link, for those who make faults.</summary>
    public Link? Link => _link;

    public void ClientLeft(string name) => _gatt?.ClientLeft(name);

    /// <summary>Connects on behalf of Adapter1.ConnectDevice, whose device object appears only with the link.</summary>
    public void Attach(Link link, Action<DBusErrorException?> answer)
    {
        _uuids = [];
        _connectAnswer = answer;
        TakeLink(link);
    }

    /// <summary>Ends the link if there is one, then calls <paramref name="closed"/>.</summary>
    public void CloseThen(Action closed)
    {
        if (IsConnected) BeginDisconnect(closed);
        else closed();
    }

    private ExportedInterface Describe() => new(InterfaceName,
    [
        new("Disconnect", [], [], Disconnect),
        new("Connect", [], [], Connect),
        new("ConnectProfile", ["UUID:s"], [], _ => throw BlueZError.NotSupported),
        new("DisconnectProfile", ["UUID:s"], [], _ => throw BlueZError.NotSupported),
        new("Pair", [], [], Pair),
        new("CancelPairing", [], [], _ => throw BlueZError.DoesNotExist),
    ],
    [
        new("Address", "s", () => Peripheral.Address),
        new("AddressType", "s", () => Peripheral.AddressType),
        new("Name", "s", () => Peripheral.Name),
        new("Alias", "s", () => _alias ?? Peripheral.Name, value => Set(ref _alias, value.AsString(), "Alias")),
        new("Paired", "b", () => false),
        new("Bonded", "b", () => false),
        new("Trusted", "b", () => _daemon.Trusted.Contains(Peripheral), value => SetTrusted(value.AsBoolean())),
        new("Blocked", "b", () => _isBlocked, value => Set(ref _isBlocked, value.AsBoolean(), "Blocked")),
        new("LegacyPairing", "b", () => false),
        new("RSSI", "n", () => _rssi is { } rssi ? rssi : null),
        new("Connected", "b", () => IsConnected),
        new("UUIDs", "as", () => Variant.FromStringArray(_uuids)),
        new("Adapter", "o", () => Variant.FromObjectPath(_adapter.Path)),
        new("ServicesResolved", "b", () => _isResolved),
        new("AdvertisingFlags", "ay", () => Variant.FromByteArray([0x06])),
    ]);

    private void Set<T>(ref T field, T value, string property)
    {
        if (EqualityComparer<T>.Default.Equals(field, value)) return;
        field = value;
        _daemon.Objects.Changed(Path, InterfaceName, property);
        RestartForgetting();
    }

    private void SetTrusted(bool value)
    {
        if (!(value ? _daemon.Trusted.Add(Peripheral) : _daemon.Trusted.Remove(Peripheral))) return;
        if (value) _daemon.Stored.Add(Peripheral);
        _daemon.Objects.Changed(Path, InterfaceName, "Trusted");
        RestartForgetting();
    }

    private void Connect(MethodContext context)
    {
        if (BlueZError.Injected(Peripheral.Faults.ConnectErrors) is { } injected) throw injected;
        if (Peripheral.Faults.ConnectHangs)
        {
            context.Defer();
            return;
        }
        if (_attempt is not null || _connectAnswer is not null) throw BlueZError.Failed("Operation already in progress");
        if (!_adapter.IsPowered) throw BlueZError.Failed("Input/output error");
        if (IsConnected)
        {
            // Also while a Disconnect is under way, which goes on.
            context.Reply();
            return;
        }
        context.Defer();
        _connectAnswer = error =>
        {
            if (error is null) context.Reply();
            else context.ReplyError(error);
        };
        _forgetting?.Cancel();
        _attempt = _daemon.Controller.Connect(Peripheral, AttemptEnded);
    }

    private void AttemptEnded(Link? link)
    {
        _attempt = null;
        if (link is not null)
        {
            TakeLink(link);
            _daemon.Objects.Changed(Path, InterfaceName, "Connected");
        }
        else if (IsTemporary)
        {
            // A device nobody vouches for is dropped after a failed attempt, and Connect stays unanswered.
            _connectAnswer = null;
            _adapter.Forget(this);
        }
        else
        {
            AnswerConnect(BlueZError.Failed("le-connection-abort-by-local"));
        }
    }

    private void TakeLink(Link link)
    {
        _link = link;
        link.Lost += Lost;
        _forgetting?.Cancel();
        _resolving.Add(_daemon.Agenda.After(ConnectAnswer, () =>
        {
            if (link.Responds) AnswerConnect(null);
            else _resolving.Add(_daemon.Agenda.After(ConnectGivesUp, () => AnswerConnect(BlueZError.Failed("le-connection-abort-by-local"))));
        }));
        _resolving.Add(_daemon.Agenda.After(_gatt is null ? FirstResolve : RememberedResolve, Resolve));
    }

    private void Resolve()
    {
        Faults faults = Peripheral.Faults;
        if (!_link!.Responds || faults.NeverResolves) return;
        if (_gatt is not null && _gatt.HidesServices != faults.HidesServices)
        {
            _gatt.Unexport();
            _gatt = null;
        }
        bool isFirst = _gatt is null;
        _gatt ??= new RemoteGatt(_daemon, Path, Peripheral.Bms.Profile, faults.HidesServices);
        _gatt.LinkUp(_link);
        if (isFirst)
        {
            _gatt.Export();
            _uuids = [GattProfile.Uuid(0x1800), .. _gatt.Services.Select(service => service.Uuid)];
        }
        _isResolved = true;
        if (isFirst) _daemon.Objects.Changed(Path, InterfaceName, "UUIDs", "ServicesResolved");
        else _daemon.Objects.Changed(Path, InterfaceName, "ServicesResolved");
    }

    private void Disconnect(MethodContext context)
    {
        if (_connectAnswer is not null && !IsConnected)
        {
            AnswerConnect(BlueZError.Failed("br-connection-canceled"));
            AbandonAttempt();
            RestartForgetting();
            context.Reply();
        }
        else if (!IsConnected)
        {
            context.Reply();
        }
        else
        {
            context.Defer();
            _disconnectCalls.Add(context);
            BeginDisconnect(null);
        }
    }

    private void BeginDisconnect(Action? closed)
    {
        _disconnecting?.Cancel();
        _disconnecting = _daemon.Agenda.After(DisconnectDelay, () =>
        {
            if (_link!.IsStuck && closed is null)
            {
                // BlueZ did its part, and the connection it believes in stays.
                AnswerDisconnects();
                return;
            }
            FinishDisconnect();
            closed?.Invoke();
        });
    }

    private void FinishDisconnect()
    {
        Link link = _link!;
        link.Lost -= Lost;
        LeaveLink();
        if (_isResolved)
        {
            _isResolved = false;
            _daemon.Objects.Changed(Path, InterfaceName, "ServicesResolved");
        }
        AnswerDisconnects();
        _link = null;
        link.Close();
        _daemon.Objects.Changed(Path, InterfaceName, "Connected");
        RestartForgetting();
        _daemon.Controller.Listen();
    }

    private void Lost()
    {
        LeaveLink();
        AnswerConnect(BlueZError.Failed("le-connection-abort-by-local"));
        bool wasResolved = _isResolved;
        _isResolved = false;
        // While a Disconnect is under way its answer stands between the two changes.
        bool inOneSignal = wasResolved && _disconnectCalls.Count == 0;
        if (wasResolved && !inOneSignal) _daemon.Objects.Changed(Path, InterfaceName, "ServicesResolved");
        AnswerDisconnects();
        _link = null;
        if (inOneSignal) _daemon.Objects.Changed(Path, InterfaceName, "ServicesResolved", "Connected");
        else _daemon.Objects.Changed(Path, InterfaceName, "Connected");
        RestartForgetting();
        _daemon.Controller.Listen();
    }

    private void LeaveLink()
    {
        foreach (AgendaEntry entry in _resolving) entry.Cancel();
        _resolving.Clear();
        _disconnecting?.Cancel();
        _disconnecting = null;
        _gatt?.LinkDown();
    }

    private void Pair(MethodContext context)
    {
        if (!IsConnected) throw BlueZError.Failed("Not connected");
        // These boards do not know the security manager: they refuse, and bluetoothd then ends the link.
        context.ReplyError(BlueZError.AuthenticationFailed);
        _link!.Lose();
    }

    private void AnswerConnect(DBusErrorException? error)
    {
        Action<DBusErrorException?>? answer = _connectAnswer;
        _connectAnswer = null;
        answer?.Invoke(error);
    }

    private void AnswerDisconnects()
    {
        foreach (MethodContext call in _disconnectCalls) call.Reply();
        _disconnectCalls.Clear();
    }

    private void AbandonAttempt()
    {
        if (_attempt is not null) _daemon.Controller.Abandon(_attempt);
        _attempt = null;
    }

    private void RestartForgetting()
    {
        _forgetting?.Cancel();
        if (IsTemporary && !IsConnected && _attempt is null)
            _forgetting = _daemon.Agenda.After(TemporaryTimeout, () => _adapter.Forget(this));
    }
}
