using BtBattery.DBus;
using BtBattery.Simulator.BlueZ.Objects;
using BtBattery.Simulator.Radio;

namespace BtBattery.Simulator.BlueZ;

/// <summary>The Adapter1 object: power, discovery per client, and the devices below it.</summary>
internal sealed class Adapter
{
    private const string InterfaceName = "org.bluez.Adapter1";
    private const uint ComputerClass = 0x400000;

    private static readonly ExportedMethod[] NoMethods = [];

    private readonly Daemon _daemon;
    private readonly SortedDictionary<string, Device> _devices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DiscoveryFilter> _filters = [];
    private readonly List<string> _sessions = [];
    private readonly HashSet<string> _connecting = [];
    private string? _alias;
    private bool _isDiscoverable;
    private bool _isPairable;
    private uint _discoverableTimeout = 180;
    private uint _pairableTimeout;

    public Adapter(Daemon daemon, AdapterHardware hardware)
    {
        _daemon = daemon;
        Hardware = hardware;
        IsPowered = Settings.IsPowered;
        Path = $"/org/bluez/hci{Settings.Index}";
        Object = new ExportedObject(Path, [Describe()]);
    }

    public AdapterHardware Hardware { get; }

    public AdapterSettings Settings => Hardware.Settings;

    public string Path { get; }

    public ExportedObject Object { get; }

    public bool IsPowered { get; private set; }

    public IEnumerable<Device> Devices => _devices.Values;

    /// <summary>The adapter and the devices bluetoothd has in its store appear.</summary>
    public void Export()
    {
        Hardware.Controller.Reported += Reported;
        _daemon.Objects.Add(Object);
        foreach (Peripheral known in _daemon.Peripherals.Where(each => Hardware.Stored.Contains(each) || Hardware.Remembered.Contains(each)))
            Add(new Device(_daemon, this, known) { IsLoaded = true });
    }

    /// <summary>The adapter was unplugged: everything below it goes, then itself.</summary>
    public void Unexport()
    {
        Hardware.Controller.Reported -= Reported;
        LosePower();
        IsPowered = false;
        _daemon.Objects.Changed(Path, InterfaceName, "Powered", "Discovering");
        foreach (Device device in _devices.Values.Reverse()) device.Unexport();
        _devices.Clear();
        _daemon.Objects.Remove(Path);
    }

    /// <summary>The daemon died: nobody hears the radio any more, and nothing is told.</summary>
    public void Abandon()
    {
        Hardware.Controller.Reported -= Reported;
        foreach (Device device in _devices.Values) device.Abandon();
    }

    public void ClientLeft(string name)
    {
        bool hadFilter = _filters.Remove(name);
        if (_sessions.Contains(name)) EndSession(name);
        // Said although nothing was discovering.
        else if (hadFilter && _sessions.Count == 0) _daemon.Objects.Changed(Path, InterfaceName, "Discovering");
        foreach (Device device in _devices.Values) device.ClientLeft(name);
    }

    /// <summary>The device object goes; nothing happens if it is gone already.</summary>
    public void Forget(Device device)
    {
        Hardware.Remembered.Remove(device.Peripheral);
        if (_devices.Remove(device.Path)) device.Unexport();
    }

    /// <summary>Another client removes a device; nothing happens if bluetoothd does not know it.</summary>
    public void RemoveByOther(Peripheral peripheral)
    {
        if (_devices.Values.FirstOrDefault(each => each.Peripheral == peripheral) is { } device) RemoveDevice(device, caller: null);
    }

    /// <summary>True while a registered agent may answer pairing requests.</summary>
    public void SetPairable(bool value) => Set(ref _isPairable, value, "Pairable");

    private ExportedInterface Describe() => new(InterfaceName,
    [
        new("StartDiscovery", [], [], StartDiscovery),
        new("SetDiscoveryFilter", ["properties:a{sv}"], [], SetDiscoveryFilter),
        new("StopDiscovery", [], [], StopDiscovery),
        new("RemoveDevice", ["device:o"], [], RemoveDevice),
        new("GetDiscoveryFilters", [], ["filters:as"], context => context.ReplyStrings(DiscoveryFilter.Keys)),
        .. _daemon.IsExperimental ? [new ExportedMethod("ConnectDevice", ["properties:a{sv}"], ["device:o"], ConnectDevice)] : NoMethods,
    ],
    [
        new("Address", "s", () => Settings.Address),
        new("AddressType", "s", () => "public"),
        new("Name", "s", () => Settings.Name),
        new("Alias", "s", () => _alias ?? Settings.Name, value => Set(ref _alias, value.AsString(), "Alias")),
        new("Class", "u", () => IsPowered ? ComputerClass : 0u),
        new("Powered", "b", () => IsPowered, value => RequestPower(value.AsBoolean())),
        new("Discoverable", "b", () => _isDiscoverable, value => Set(ref _isDiscoverable, value.AsBoolean(), "Discoverable")),
        new("DiscoverableTimeout", "u", () => _discoverableTimeout, value =>
            Set(ref _discoverableTimeout, value.AsUInt32(), "DiscoverableTimeout")),
        new("Pairable", "b", () => _isPairable, value => SetPairable(value.AsBoolean())),
        new("PairableTimeout", "u", () => _pairableTimeout, value => Set(ref _pairableTimeout, value.AsUInt32(), "PairableTimeout")),
        new("Discovering", "b", () => _sessions.Count > 0),
        new("UUIDs", "as", () => Variant.FromStringArray([GattProfile.Uuid(0x1801), GattProfile.Uuid(0x1800)])),
        new("Modalias", "s", () => "usb:v1D6Bp0246d0542"),
        new("Roles", "as", () => Variant.FromStringArray(["central", "peripheral"])),
    ]);

    private void Set<T>(ref T field, T value, string property)
    {
        if (EqualityComparer<T>.Default.Equals(field, value)) return;
        field = value;
        _daemon.Objects.Changed(Path, InterfaceName, property);
    }

    /// <summary>Switches the adapter on or off, as a client or the control socket wants it.</summary>
    public void SetPower(bool on)
    {
        if (on == IsPowered) return;
        if (!on)
        {
            LosePower();
            if (Hardware.Controller.Lockup == Lockup.UntilPower) Hardware.Controller.Lockup = Lockup.None;
        }
        IsPowered = on;
        if (on) _daemon.Objects.Changed(Path, InterfaceName, "Class", "Powered");
        else _daemon.Objects.Changed(Path, InterfaceName, "Powered", "Discovering", "Class");
    }

    private void RequestPower(bool on)
    {
        if (BlueZError.Injected(Hardware.Faults.PowerErrors) is { } injected) throw injected;
        if (on && BlueZError.Injected(Hardware.Faults.PowerOnErrors) is { } refused) throw refused;
        if (Hardware.Faults.PowerHangs) throw new NoAnswerException();
        SetPower(on);
    }

    private void LosePower()
    {
        Device[] unused = [.. _devices.Values.Where(each => each.IsTemporary && !each.IsConnected)];
        foreach (Device device in _devices.Values.ToArray()) device.PowerLost();
        Hardware.Controller.Reset();
        _connecting.Clear();
        if (_sessions.Count == 0) return;
        _sessions.Clear();
        // What discovery brought and nobody used goes with the discovery.
        foreach (Device device in unused) Forget(device);
        foreach (Device device in _devices.Values) device.DiscoveryEnded();
    }

    private void RequirePower()
    {
        if (!IsPowered) throw BlueZError.NotReady;
    }

    private void SetDiscoveryFilter(MethodContext context)
    {
        RequirePower();
        Dictionary<string, Variant> wanted = context.Request.GetReader().ReadVariantDictionary();
        string client = context.Caller();
        if (wanted.Count == 0) _filters.Remove(client);
        else _filters[client] = DiscoveryFilter.Parse(wanted);
        if (_sessions.Contains(client)) Hardware.Controller.Scan();
        context.Reply();
    }

    private void StartDiscovery(MethodContext context)
    {
        if (BlueZError.Injected(Hardware.Faults.DiscoveryErrors) is { } injected) throw injected;
        if (Hardware.Faults.DiscoveryHangs)
        {
            context.Defer();
            return;
        }
        RequirePower();
        string client = context.Caller();
        if (_daemon.HasForeignScan || _sessions.Contains(client)) throw BlueZError.Busy;
        _sessions.Add(client);
        // Only plans, as everything that is to be in place when the caller goes on.
        Hardware.Controller.Scan();
        context.Reply();
        if (_sessions.Count == 1) _daemon.Objects.Changed(Path, InterfaceName, "Discovering");
    }

    private void StopDiscovery(MethodContext context)
    {
        RequirePower();
        if (!_sessions.Contains(context.Caller())) throw BlueZError.Failed("No discovery started");
        context.Reply();
        EndSession(context.Caller());
    }

    private void EndSession(string client)
    {
        _sessions.Remove(client);
        if (_sessions.Count > 0)
        {
            // The scan starts over with what the others want.
            Hardware.Controller.Scan();
            return;
        }
        Hardware.Controller.StopScan();
        foreach (Device device in _devices.Values.Reverse()) device.DiscoveryEnded();
        _daemon.Objects.Changed(Path, InterfaceName, "Discovering");
    }

    private void Reported(Peripheral peripheral)
    {
        if (!_sessions.Exists(client => !_filters.TryGetValue(client, out DiscoveryFilter? filter) || filter.Matches(peripheral))) return;
        Device? device = _devices.Values.FirstOrDefault(each => each.Peripheral == peripheral);
        bool isNew = device is null;
        device ??= new Device(_daemon, this, peripheral);
        device.Seen();
        if (isNew) Add(device);
    }

    private void Add(Device device)
    {
        _devices.Add(device.Path, device);
        device.Export();
    }

    private void RemoveDevice(MethodContext context)
    {
        RequirePower();
        string path = context.Request.GetReader().ReadObjectPath();
        if (!_devices.TryGetValue(path, out Device? device)) throw BlueZError.DoesNotExist;
        RemoveDevice(device, context);
    }

    private void RemoveDevice(Device device, MethodContext? caller) => device.CloseForRemoval(caller, () =>
    {
        Hardware.Stored.Remove(device.Peripheral);
        Hardware.Trusted.Remove(device.Peripheral);
        Hardware.Bonded.Remove(device.Peripheral);
        device.Peripheral.Faults.IsStale = false;
        Forget(device);
    });

    private void ConnectDevice(MethodContext context)
    {
        RequirePower();
        Dictionary<string, Variant> wanted = context.Request.GetReader().ReadVariantDictionary();
        if (!wanted.TryGetValue("Address", out Variant address) || !address.TryGetString(out string? text) || !IsAddress(text))
            throw BlueZError.InvalidArguments;
        if (_devices.Values.Any(each => each.Peripheral.Address == text)) throw BlueZError.AlreadyExists;
        // Not seen with a real one: its source has the kernel refuse a second channel to the same device.
        if (!_connecting.Add(text)) throw BlueZError.Failed("Connect failed");
        // The type of an address belongs to it: under the wrong one nobody is there, and without one it means classic Bluetooth.
        Peripheral? target = _daemon.Peripherals.FirstOrDefault(each => each.Address == text
            && wanted.TryGetValue("AddressType", out Variant type) && type.TryGetString(out string? wantedType) && wantedType == each.AddressType);
        context.Defer();
        Hardware.Controller.Connect(target, link =>
        {
            _connecting.Remove(text);
            // This one failure has a name outside org.bluez.Error and no text.
            if (link is null) context.ReplyError("org.bluez.Failed", "");
            else Attach(context, link);
        });
    }

    private void Attach(MethodContext context, Link link)
    {
        var device = new Device(_daemon, this, link.Peripheral);
        device.Attach(link, error =>
        {
            if (error is null) context.ReplyPath(device.Path);
            else context.ReplyError(error);
        });
        Add(device);
    }

    private static bool IsAddress(string text) =>
        text.Length == 17 && text.Split(':') is { Length: 6 } parts
            && parts.All(part => part.Length == 2 && part.All(char.IsAsciiHexDigit));
}
