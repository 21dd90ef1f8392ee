using BtBattery.DBus;
using BtBattery.Simulator.BlueZ.Objects;
using BtBattery.Simulator.Radio;
using BtBattery.Simulator.Timing;

namespace BtBattery.Simulator.BlueZ;

/// <summary>One GattCharacteristic1 object: reading, writing and notifications as bluetoothd offers them.</summary>
internal sealed class RemoteCharacteristic
{
    private const string InterfaceName = "org.bluez.GattCharacteristic1";

    /// <summary>An attribute request and its response take about two connection intervals.</summary>
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(15);

    /// <summary>A request without a response fails after this time, and a little later bluetoothd ends the link.</summary>
    private static readonly TimeSpan AttributeTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CloseAfterTimeout = TimeSpan.FromSeconds(2);

    private readonly Daemon _daemon;
    private readonly GattCharacteristicLayout _layout;
    private readonly bool _carriesReplies;
    private readonly bool _takesRequests;
    private readonly List<NotifyClient> _clients = [];
    private readonly List<PendingOperation> _pending = [];
    private byte[] _value = [];
    private bool _isNotifying;
    private Link? _link;
    private bool _isClosing;
    private bool _isCorrupt;

    public RemoteCharacteristic(Daemon daemon, string servicePath, GattCharacteristicLayout layout, GattProfile profile)
    {
        _daemon = daemon;
        _layout = layout;
        _carriesReplies = layout.Uuid == profile.Notify;
        _takesRequests = layout.Uuid == profile.Write;
        Path = $"{servicePath}/char{layout.Handle:x4}";
        Interface = new ExportedInterface(InterfaceName,
        [
            new("ReadValue", ["options:a{sv}"], ["value:ay"], ReadValue),
            new("WriteValue", ["value:ay", "options:a{sv}"], [], WriteValue),
            new("AcquireWrite", ["options:a{sv}"], ["fd:h", "mtu:q"], _ => throw BlueZError.NotSupported),
            new("AcquireNotify", ["options:a{sv}"], ["fd:h", "mtu:q"], _ => throw BlueZError.NotSupported),
            new("StartNotify", [], [], StartNotify),
            new("StopNotify", [], [], StopNotify),
        ],
        [
            new("UUID", "s", () => layout.Uuid),
            new("Service", "o", () => Variant.FromObjectPath(servicePath)),
            new("Value", "ay", () => Variant.FromByteArray(_value)),
            new("Notifying", "b", () => layout.CanNotify ? _isNotifying : null),
            new("Flags", "as", () => Variant.FromStringArray(layout.Flags)),
            new("WriteAcquired", "b", () => Has("write-without-response") ? false : null),
            new("NotifyAcquired", "b", () => Has("notify") ? false : null),
            new("MTU", "q", () => _link is null ? null : _link.Peripheral.Mtu),
        ]);
    }

    public string Path { get; }

    public ExportedInterface Interface { get; }

    /// <summary>The device is connected again: clients that never said StopNotify get their notifications back.</summary>
    public void LinkUp(Link link)
    {
        (_link, _isClosing) = (link, false);
        if (_carriesReplies) link.Notified += Notified;
        if (_clients.Count == 0) return;
        Subscribe();
        foreach (NotifyClient client in _clients) client.IsActive = true;
        SetNotifying(true);
    }

    /// <summary>Disconnect is under way, or has ended without effect: meanwhile nobody can subscribe.</summary>
    public void LinkClosing(bool isClosing) => _isClosing = isClosing;

    /// <summary>The link ended. Notifying stays true while a client is registered: bluetoothd does not report the pause.</summary>
    public void LinkDown()
    {
        (_link, _isClosing) = (null, false);
        if (_isCorrupt) _daemon.Crash();
        _isCorrupt = false;
        foreach (NotifyClient client in _clients) client.IsActive = false;
        foreach (PendingOperation operation in _pending.ToArray()) End(operation).ReplyError(BlueZError.AttributeError);
    }

    public void ClientLeft(string name)
    {
        if (_clients.RemoveAll(client => client.Name == name) > 0) Unsubscribe();
    }

    private void ReadValue(MethodContext context)
    {
        RequireLink();
        RequireFree("ReadValue");
        if (!Has("read")) throw BlueZError.Make("NotPermitted", "Read not permitted");
        Begin(context, () =>
        {
            _value = [0];
            _daemon.Objects.Changed(Path, InterfaceName, "Value");
            context.ReplyBytes(_value);
        });
    }

    private void WriteValue(MethodContext context)
    {
        MessageReader arguments = context.Request.GetReader();
        byte[] value = arguments.ReadByteArray();
        WriteOptions options = WriteOptions.Parse(arguments.ReadVariantDictionary());
        Link link = RequireLink();
        RequireFree("WriteValue");
        if (BlueZError.Injected(link.Peripheral.Faults.WriteErrors) is { } injected) throw injected;
        if (link.Peripheral.Faults.WritesHang)
        {
            context.Defer();
            _pending.Add(new PendingOperation(context, null));
            return;
        }
        switch (options.Type ?? (Has("write") ? "request" : "command"))
        {
            case "command" when Has("write-without-response"):
                // Nobody acknowledges a command, so BlueZ answers as soon as it is queued.
                if (value.Length > link.Peripheral.Mtu - 3) throw BlueZError.Failed("Failed to initiate write");
                Deliver(link, value);
                context.Reply();
                break;
            case "request" when Has("write") && options.Offset == 0 && value.Length <= link.Peripheral.Mtu - 3:
                Begin(context, () =>
                {
                    Deliver(link, value);
                    context.Reply();
                });
                break;
            default:
                // Long and reliable writes need a queue that these boards do not have.
                throw BlueZError.NotSupported;
        }
    }

    /// <summary>
    /// Hands the bytes to the battery before the call is answered, so that its reply is planned when the caller goes on; a
    /// notification cannot overtake the answer, because it waits for the lock that is held now.
    /// </summary>
    private void Deliver(Link link, byte[] value)
    {
        if (_takesRequests) link.Write(value);
    }

    private void StartNotify(MethodContext context)
    {
        if (!_layout.CanNotify) throw BlueZError.NotSupported;
        if (_isClosing) throw BlueZError.Make("NotConnected", "Not Connected");
        string name = context.Caller();
        if (_clients.Exists(known => known.Name == name))
        {
            // Seen with 5.66: said again it is fine, even while the first call is pending; without a link it waits for one.
            if (_link is null) throw BlueZError.InProgress;
            context.Reply();
            return;
        }
        if (_link is not null && BlueZError.Injected(_link.Peripheral.Faults.NotifyErrors) is { } injected) throw injected;
        if (_link is not null && _link.Peripheral.Faults.NotifyHangs)
        {
            context.Defer();
            _pending.Add(new PendingOperation(context, null));
            return;
        }
        var client = new NotifyClient(name);
        bool isFirst = !_clients.Exists(other => other.IsActive);
        _clients.Add(client);
        if (_link is null)
        {
            // Taken note of; it comes into force with the next link.
            context.Reply();
        }
        else if (!isFirst)
        {
            client.IsActive = true;
            context.Reply();
        }
        else
        {
            Begin(context, () =>
            {
                // The client may have left, or taken it back, while the descriptor was written.
                if (_clients.Contains(client))
                {
                    client.IsActive = true;
                    Subscribe();
                    SetNotifying(true);
                }
                context.Reply();
            }, onFailure: () => _clients.Remove(client));
        }
    }

    private void StopNotify(MethodContext context)
    {
        // Seen with 5.66: taken back while StartNotify waits for the device, and the link then ends: bluetoothd is gone.
        _isCorrupt |= _pending.Exists(operation => operation.Context.Request.Member == "StartNotify" && operation.Context.Caller() == context.Caller());
        if (_clients.RemoveAll(client => client.Name == context.Caller()) == 0) throw BlueZError.Failed("No notify session started");
        Unsubscribe();
        context.Reply();
    }

    private void Subscribe()
    {
        if (_carriesReplies) _link?.Subscribe(true);
    }

    private void Unsubscribe()
    {
        if (_clients.Count > 0) return;
        if (_carriesReplies) _link?.Subscribe(false);
        SetNotifying(false);
    }

    private void SetNotifying(bool value)
    {
        if (_isNotifying == value) return;
        _isNotifying = value;
        _daemon.Objects.Changed(Path, InterfaceName, "Notifying");
    }

    private void Notified(byte[] piece)
    {
        _value = piece;
        // One signal per registered client, so with two of them every listener sees each notification twice.
        foreach (NotifyClient client in _clients)
        {
            if (client.IsActive) _daemon.Objects.Changed(Path, InterfaceName, "Value");
        }
    }

    private Link RequireLink() => _link ?? throw BlueZError.NotConnected;

    private void RequireFree(string member)
    {
        foreach (PendingOperation operation in _pending)
        {
            if (operation.Context.Request.Member == member) throw BlueZError.InProgress;
        }
    }

    private void Begin(MethodContext context, Action complete, Action? onFailure = null)
    {
        context.Defer();
        var operation = new PendingOperation(context, onFailure);
        Link link = _link!;
        operation.Entry = _daemon.Agenda.After(RoundTrip, () =>
        {
            if (link.Responds)
            {
                _pending.Remove(operation);
                complete();
            }
            else
            {
                operation.Entry = _daemon.Agenda.After(AttributeTimeout - RoundTrip, () => TimeOut(operation, link));
            }
        });
        _pending.Add(operation);
    }

    private void TimeOut(PendingOperation operation, Link link)
    {
        End(operation).ReplyError(BlueZError.AttributeError);
        _daemon.Agenda.After(CloseAfterTimeout, link.Lose);
    }

    private MethodContext End(PendingOperation operation)
    {
        _pending.Remove(operation);
        operation.Entry?.Cancel();
        operation.OnFailure?.Invoke();
        return operation.Context;
    }

    private bool Has(string flag) => _layout.Flags.Contains(flag);

    private sealed class PendingOperation(MethodContext context, Action? onFailure)
    {
        public MethodContext Context { get; } = context;

        public Action? OnFailure { get; } = onFailure;

        public AgendaEntry? Entry { get; set; }
    }
}
