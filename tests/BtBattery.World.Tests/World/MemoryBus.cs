using System.Globalization;
using BtBattery.DBus;

namespace BtBattery.World.Tests;

/// <summary>
/// A message bus in memory, as far as this project's programs use one: names with owners and queues, match rules, routing, and the
/// error that answers a call whose callee left. It takes messages one after the other, on the thread of the world.
/// </summary>
internal sealed class MemoryBus
{
    /// <summary>Name of the bus, and of its interface.</summary>
    public const string Name = "org.freedesktop.DBus";

    // What dbus-daemon allows on the system bus (system.conf(5)): without its own settings a program meets these.
    private const int MaxCallsWaiting = 128;
    private const int MaxMatchRules = 512;

    private readonly List<BusPeer> _peers = [];
    private readonly BusNames _names;
    private readonly MemoryListener _listener;
    private int _lastPeer;
    private uint _lastSerial;

    public MemoryBus()
    {
        _names = new BusNames(OwnerChanged);
        _listener = new MemoryListener("bus", Accept);
    }

    /// <summary>Told of every message that was taken, with its sender, and of its bytes.</summary>
    public event Action<Message, ReadOnlySpan<byte>>? Routed;

    public string Address => _listener.Address;

    /// <summary>Connections that are there.</summary>
    public IReadOnlyList<BusPeer> Peers => _peers;

    /// <summary>Set by a program before it starts: connections made from there are its own.</summary>
    public AsyncLocal<BusProgram?> Program { get; } = new();

    /// <summary>What went wrong in the bus itself, which a test must not hide.</summary>
    public List<Exception> Faults { get; } = [];

    /// <summary>Match rules of all connections.</summary>
    public int MatchRules => _peers.Sum(peer => peer.Rules.Count);

    /// <summary>Calls that were routed and not answered yet.</summary>
    public int PendingCalls => _peers.Sum(peer => peer.Unanswered.Count);

    /// <summary>Well-known names that are owned.</summary>
    public IReadOnlyList<string> Names => _names.All;

    /// <summary>The bus daemon is started; it numbers its clients anew.</summary>
    public void Start()
    {
        _lastPeer = 0;
        _listener.IsListening = true;
    }

    /// <summary>The bus daemon is gone: every connection ends, and none is taken any more.</summary>
    public void Stop()
    {
        _listener.IsListening = false;
        foreach (BusPeer peer in _peers.ToArray())
        {
            _peers.Remove(peer);
            peer.Close();
        }

        _names.Clear();
    }

    /// <summary>Ends the connections of one program, as its death does; what is left of it here makes no others.</summary>
    public void Disconnect(BusProgram program)
    {
        program.IsDead = true;
        foreach (BusPeer peer in _peers.Where(peer => peer.Program == program).ToArray())
        {
            peer.Close();
        }
    }

    /// <summary>The unique name of whoever owns that name; null for nobody.</summary>
    public string? OwnerOf(string name) => Find(name)?.Name;

    internal void Take(BusPeer sender, Message message)
    {
        message.Sender = sender.Name.Length > 0 ? sender.Name : null;
        ReadOnlySpan<byte> bytes = sender.Encode(message);
        Routed?.Invoke(message, bytes);
        switch (message.Type)
        {
            case MessageType.MethodCall when message.Destination is null or Name:
                Answer(sender, message);
                break;
            case MessageType.MethodCall:
                Call(sender, message, bytes);
                break;
            case MessageType.Signal when message.Destination is null:
                Broadcast(message, bytes);
                break;
            default:
                Pass(sender, message, bytes);
                break;
        }
    }

    internal void Left(BusPeer peer)
    {
        if (!_peers.Remove(peer))
        {
            return;
        }

        foreach (BusPeer other in _peers)
        {
            other.Unanswered.RemoveAll(call => call.Caller == peer);
        }

        _names.Leave(peer);
        if (peer.Name.Length > 0)
        {
            OwnerChanged(peer.Name, peer, null);
        }

        foreach ((BusPeer caller, uint serial) in peer.Unanswered)
        {
            SendError(caller, serial, DBusErrorNames.NoReply, "Message recipient disconnected from message bus without replying");
        }
    }

    private BusStream Accept()
    {
        var stream = new BusStream();
        var peer = new BusPeer(this, stream) { Program = Program.Value };
        stream.Peer = peer;
        if (peer.Program is { IsDead: true })
        {
            peer.Close();
        }
        else
        {
            _peers.Add(peer);
        }

        return stream;
    }

    private BusPeer? Find(string name) => name.StartsWith(':') ? _peers.Find(peer => peer.Name == name) : _names.OwnerOf(name);

    private void Call(BusPeer sender, Message call, ReadOnlySpan<byte> bytes)
    {
        bool isReplyExpected = !call.Flags.HasFlag(MessageFlags.NoReplyExpected);
        if (Find(call.Destination!) is not { } callee)
        {
            if (isReplyExpected)
            {
                SendError(
                    sender, call.Serial, DBusErrorNames.ServiceUnknown, $"The name {call.Destination} was not provided by any .service files");
            }

            return;
        }

        if (isReplyExpected && CallsOf(sender) >= MaxCallsWaiting)
        {
            SendError(
                sender, call.Serial, DBusErrorNames.LimitsExceeded, "The maximum number of pending replies per connection has been reached");
            return;
        }

        if (isReplyExpected)
        {
            callee.Unanswered.Add((sender, call.Serial));
        }

        callee.Send(bytes);
    }

    /// <summary>Answers and signals for one receiver. An answer that nobody waits for is dropped, as the real bus does.</summary>
    private void Pass(BusPeer sender, Message message, ReadOnlySpan<byte> bytes)
    {
        if (message.Destination is not { } destination || Find(destination) is not { } receiver)
        {
            return;
        }

        if (message.ReplySerial is { } serial && sender.Unanswered.RemoveAll(call => call.Caller == receiver && call.Serial == serial) == 0)
        {
            return;
        }

        receiver.Send(bytes);
    }

    private void Broadcast(Message signal, ReadOnlySpan<byte> bytes)
    {
        // One that does not read is sent away, and what the bus says of that goes to the others.
        List<BusPeer> receivers = [];
        for (int i = 0; i < _peers.Count; i++)
        {
            if (Wants(_peers[i], signal))
            {
                receivers.Add(_peers[i]);
            }
        }

        for (int i = 0; i < receivers.Count; i++)
        {
            receivers[i].Send(bytes);
        }
    }

    private bool Wants(BusPeer peer, Message signal)
    {
        for (int i = 0; i < peer.Rules.Count; i++)
        {
            MatchRule rule = peer.Rules[i].Rule;
            if (rule.MatchesApartFromSender(signal)
                && (rule.Sender is null || rule.Sender == signal.Sender || (!rule.Sender.StartsWith(':') && OwnerOf(rule.Sender) == signal.Sender)))
            {
                return true;
            }
        }

        return false;
    }

    private int CallsOf(BusPeer caller)
    {
        int calls = 0;
        for (int i = 0; i < _peers.Count; i++)
        {
            List<(BusPeer Caller, uint Serial)> unanswered = _peers[i].Unanswered;
            for (int j = 0; j < unanswered.Count; j++)
            {
                calls += unanswered[j].Caller == caller ? 1 : 0;
            }
        }

        return calls;
    }

    private void OwnerChanged(string name, BusPeer? from, BusPeer? to)
    {
        if (from is not null && _peers.Contains(from))
        {
            from.Send(Signal("NameLost", from.Name, name));
        }

        byte[] told = Signal("NameOwnerChanged", null, name, from?.Name ?? "", to?.Name ?? "");
        Broadcast(Message.Parse(told), told);
        to?.Send(Signal("NameAcquired", to.Name, name));
    }

    private void Answer(BusPeer sender, Message call)
    {
        MessageReader arguments = call.GetReader();
        switch (call.Member)
        {
            case "Hello" when sender.Name.Length == 0:
                sender.Name = string.Create(CultureInfo.InvariantCulture, $":1.{_lastPeer++}");
                Reply(sender, call, "s", (ref MessageWriter reply) => reply.WriteString(sender.Name));
                OwnerChanged(sender.Name, null, sender);
                break;
            case "RequestName":
                string wanted = arguments.ReadString();
                RequestNameResult granted = _names.Request(wanted, sender, (RequestNameFlags)arguments.ReadUInt32());
                Reply(sender, call, "u", (ref MessageWriter reply) => reply.WriteUInt32((uint)granted));
                break;
            case "ReleaseName":
                ReleaseNameResult released = _names.Release(arguments.ReadString(), sender);
                Reply(sender, call, "u", (ref MessageWriter reply) => reply.WriteUInt32((uint)released));
                break;
            case "GetNameOwner":
                string asked = arguments.ReadString();
                string? owner = asked == Name ? Name : OwnerOf(asked);
                if (owner is null)
                {
                    SendError(sender, call.Serial, DBusErrorNames.NameHasNoOwner, $"Could not get owner of name '{asked}': no such name");
                    break;
                }

                Reply(sender, call, "s", (ref MessageWriter reply) => reply.WriteString(owner));
                break;
            case "NameHasOwner":
                bool isOwned = OwnerOf(arguments.ReadString()) is not null;
                Reply(sender, call, "b", (ref MessageWriter reply) => reply.WriteBoolean(isOwned));
                break;
            case "ListNames":
                string[] all = [Name, .. _names.All, .. _peers.Select(peer => peer.Name).Where(name => name.Length > 0)];
                Reply(sender, call, "as", (ref MessageWriter reply) => reply.WriteStringArray(all));
                break;
            case "AddMatch":
                string added = arguments.ReadString();
                if (sender.Rules.Count >= MaxMatchRules)
                {
                    SendError(
                        sender, call.Serial, DBusErrorNames.LimitsExceeded, $"Connection \"{sender.Name}\" is not allowed to add more match rules");
                    break;
                }

                sender.Rules.Add((added, BusWire.ParseRule(added)));
                Reply(sender, call, "", null);
                break;
            case "RemoveMatch":
                string removed = arguments.ReadString();
                int index = sender.Rules.FindIndex(rule => rule.Text == removed);
                if (index >= 0)
                {
                    sender.Rules.RemoveAt(index);
                }

                Reply(sender, call, "", null);
                break;
            case "GetConnectionUnixUser":
                Reply(sender, call, "u", (ref MessageWriter reply) => reply.WriteUInt32(0));
                break;
            default:
                SendError(sender, call.Serial, DBusErrorNames.UnknownMethod, $"{Name} does not understand message {call.Member}");
                break;
        }
    }

    private void Reply(BusPeer receiver, Message call, string signature, BusWire.WriteBody? write)
    {
        if (!call.Flags.HasFlag(MessageFlags.NoReplyExpected))
        {
            receiver.Send(BusWire.Make(
                new MessageHeader(MessageType.MethodReturn)
                {
                    ReplySerial = call.Serial,
                    Sender = Name,
                    Destination = receiver.Name.Length > 0 ? receiver.Name : null,
                    Signature = signature,
                },
                ++_lastSerial,
                write));
        }
    }

    private void SendError(BusPeer receiver, uint serial, string name, string text) => receiver.Send(BusWire.Make(
        new MessageHeader(MessageType.Error)
        {
            ReplySerial = serial,
            Sender = Name,
            Destination = receiver.Name.Length > 0 ? receiver.Name : null,
            ErrorName = name,
            Signature = "s",
        },
        ++_lastSerial,
        (ref MessageWriter error) => error.WriteString(text)));

    private byte[] Signal(string member, string? destination, params string[] texts) => BusWire.Make(
        new MessageHeader(MessageType.Signal)
        {
            Path = "/org/freedesktop/DBus",
            Interface = Name,
            Member = member,
            Sender = Name,
            Destination = destination,
            Signature = new string('s', texts.Length),
        },
        ++_lastSerial,
        (ref MessageWriter signal) =>
        {
            foreach (string text in texts)
            {
                signal.WriteString(text);
            }
        });
}
