using BtBattery.DBus;
using BtBattery.Simulator.BlueZ.Objects;
using BtBattery.Simulator.Radio;
using BtBattery.Simulator.Timing;

namespace BtBattery.Simulator.BlueZ;

/// <summary>One Device1 object. Times and the order of signals are those of bluetoothd 5.66.</summary>
internal sealed partial class Device
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
    private Pairing? _pairing;

    /// <summary>What happens to the object once the link, of which it is the end, is down.</summary>
    private Action? _removal;

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
    public bool IsTemporary => !IsLoaded && !_adapter.Hardware.Stored.Contains(Peripheral);

    /// <summary>True from when bluetoothd read it from its store until the end of its first link: so long it is not forgotten.</summary>
    public bool IsLoaded { get; set; }

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
        if (_attempt is not null) AttemptLost();
        Link? link = _link;
        if (link is null) return;
        Lost();
        link.Close();
    }

    /// <summary>Another client of the daemon ends the link.</summary>
    public void DisconnectByOther()
    {
        if (!IsConnected) return;
        AnswerConnect(BlueZError.Failed("br-connection-canceled"));
        BeginDisconnect();
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

    /// <summary>
    /// Ends the link if there is one, then calls <paramref name="removal"/>. Whoever asked is answered while the link goes down, a moment
    /// before the object goes; without a link, after it.
    /// </summary>
    public void CloseForRemoval(MethodContext? caller, Action removal)
    {
        if (!IsConnected)
        {
            removal();
            caller?.Reply();
            return;
        }
        caller?.Defer();
        if (caller is not null) _disconnectCalls.Add(caller);
        _removal = removal;
        BeginDisconnect();
    }

    private ExportedInterface Describe() => new(InterfaceName,
    [
        new("Disconnect", [], [], Disconnect),
        new("Connect", [], [], Connect),
        new("ConnectProfile", ["UUID:s"], [], _ => throw BlueZError.NotSupported),
        new("DisconnectProfile", ["UUID:s"], [], _ => throw BlueZError.NotSupported),
        new("Pair", [], [], Pair),
        new("CancelPairing", [], [], CancelPairing),
    ],
    [
        new("Address", "s", () => Peripheral.Address),
        new("AddressType", "s", () => Peripheral.AddressType),
        new("Name", "s", () => Peripheral.Name),
        new("Alias", "s", () => _alias ?? Peripheral.Name, value => Set(ref _alias, value.AsString(), "Alias")),
        new("Paired", "b", () => _adapter.Hardware.Bonded.Contains(Peripheral)),
        new("Bonded", "b", () => _adapter.Hardware.Bonded.Contains(Peripheral)),
        new("Trusted", "b", () => _adapter.Hardware.Trusted.Contains(Peripheral), value => SetTrusted(value.AsBoolean())),
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
        if (!(value ? _adapter.Hardware.Trusted.Add(Peripheral) : _adapter.Hardware.Trusted.Remove(Peripheral))) return;
        if (value) _adapter.Hardware.Stored.Add(Peripheral);
        _daemon.Objects.Changed(Path, InterfaceName, "Trusted");
        RestartForgetting();
    }

    private void Pair(MethodContext context)
    {
        if (_pairing is not null) throw BlueZError.Busy;
        if (_adapter.Hardware.Bonded.Contains(Peripheral)) throw BlueZError.AlreadyExists;
        if (!IsConnected) throw BlueZError.NotConnected;
        if (Peripheral.Passkey is not { } passkey || _daemon.Agents.Find(context.Caller()) is not { CanEnterDigits: true } agent)
        {
            // A board that does not know pairing refuses, nobody can be asked for the digits: bluetoothd then ends the link.
            context.ReplyError(BlueZError.AuthenticationFailed);
            _link!.Lose();
            return;
        }
        _pairing = Pairing.Start(_daemon, context, agent, Path, passkey, Paired);
    }

    private void CancelPairing(MethodContext context)
    {
        if (_pairing is null) throw BlueZError.DoesNotExist;
        _pairing.Cancel();
        context.Reply();
    }

    private void Paired(bool isPaired)
    {
        _pairing = null;
        if (!isPaired)
        {
            _link?.Lose();
            return;
        }
        _adapter.Hardware.Bonded.Add(Peripheral);
        _adapter.Hardware.Stored.Add(Peripheral);
        _daemon.Objects.Changed(Path, InterfaceName, "Paired", "Bonded");
        _link?.Encrypt();
    }

    private void RestartForgetting()
    {
        _forgetting?.Cancel();
        if (IsTemporary && !IsConnected && _attempt is null)
            _forgetting = _daemon.Agenda.After(TemporaryTimeout, () => _adapter.Forget(this));
    }
}
