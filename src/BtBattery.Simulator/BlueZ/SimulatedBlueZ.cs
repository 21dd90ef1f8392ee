using BtBattery.DBus;
using BtBattery.Simulator.BlueZ.Objects;
using BtBattery.Simulator.Radio;
using BtBattery.Simulator.Timing;

namespace BtBattery.Simulator.BlueZ;

/// <summary>
/// A bluetoothd with simulated batteries in range, on a D-Bus connection that the caller made. Time comes from the
/// given clock alone, chance from the given seed, so with a controllable clock a run repeats exactly.
/// </summary>
public sealed partial class SimulatedBlueZ : IAsyncDisposable
{
    /// <summary>The well-known name it claims.</summary>
    public const string BusName = "org.bluez";

    private DBusConnection _connection;
    private readonly AdapterSettings _settings;
    private readonly Daemon _daemon;
    private readonly AgentManager _agents;
    private Adapter? _adapter;
    private IDisposable? _export;
    private IAsyncDisposable? _clientWatch;

    /// <summary>Prepares the daemon; nothing is exported before <see cref="StartAsync"/>.</summary>
    /// <param name="connection">Its connection; stays the caller's.</param>
    /// <param name="agenda">Its clock.</param>
    /// <param name="settings">Its adapter.</param>
    /// <param name="peripherals">The batteries in range.</param>
    /// <param name="seed">Decides when in its interval a battery advertises.</param>
    public SimulatedBlueZ(DBusConnection connection, Agenda agenda, AdapterSettings settings, IReadOnlyList<Peripheral> peripherals,
        int seed)
    {
        _connection = connection;
        _settings = settings;
        Agenda = agenda;
        Peripherals = peripherals;
        var objects = new ObjectTable(connection, agenda);
        _agents = new AgentManager(anyAgent => _adapter?.SetPairable(anyAgent));
        _daemon = new Daemon(agenda, objects, new Controller(agenda, peripherals, new Random(seed)), _agents, peripherals);
    }

    /// <summary>The clock and the lock of everything that happens here.</summary>
    public Agenda Agenda { get; }

    /// <summary>The batteries in range.</summary>
    public IReadOnlyList<Peripheral> Peripherals { get; }

    /// <summary>Exports everything and claims the name.</summary>
    /// <exception cref="InvalidOperationException">Somebody else owns org.bluez on this bus; the message is a sentence for the
    /// user.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        _export = _connection.Export("/", _daemon.Objects, handlesChildPaths: true);
        // Without a bus in between there are no names, and the one peer stays as long as the connection.
        bool isOnBus = _connection.UniqueName.Length > 0;
        if (isOnBus) _clientWatch = await _connection.SubscribeAsync(
            new MatchRule
            {
                Type = MessageType.Signal,
                Sender = "org.freedesktop.DBus",
                Interface = "org.freedesktop.DBus",
                Member = "NameOwnerChanged",
            },
            OwnerChanged,
            cancellationToken);
        Agenda.Run(() => ExportAll(_settings));
        if (isOnBus && await _connection.RequestNameAsync(BusName, RequestNameFlags.DoNotQueue, cancellationToken)
            != RequestNameResult.PrimaryOwner)
            throw new InvalidOperationException("Another program owns org.bluez on this bus; stop it, or use another bus.");
        Agenda.Run(() => _daemon.Objects.Signals = true);
    }

    /// <summary>Gives the name back and forgets all that was planned.</summary>
    public async ValueTask DisposeAsync()
    {
        Agenda.Run(() => _daemon.Objects.Signals = false);
        if (_clientWatch is not null) await _clientWatch.DisposeAsync();
        if (_connection.UniqueName.Length > 0 && !_connection.Disconnected.IsCompleted)
        {
            try
            {
                await _connection.ReleaseNameAsync(BusName);
            }
            catch (DBusException)
            {
                // The bus went first; then the name is gone as well.
            }
        }
        _export?.Dispose();
    }

    private void ExportAll(AdapterSettings settings)
    {
        _daemon.Objects.Add(_agents.Object);
        _adapter = new Adapter(_daemon, settings);
        _adapter.Export();
    }

    private void OwnerChanged(Message signal)
    {
        MessageReader reader = signal.GetReader();
        string name = reader.ReadString();
        reader.ReadString();
        bool isGone = reader.ReadString().Length == 0;
        if (!isGone || !name.StartsWith(':')) return;
        Agenda.Run(() =>
        {
            _daemon.Objects.ClientLeft(name);
            _adapter?.ClientLeft(name);
            _agents.ClientLeft(name);
        });
    }
}
