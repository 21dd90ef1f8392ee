using BtBattery.DBus;
using BtBattery.Simulator.BlueZ.Objects;
using BtBattery.Simulator.Radio;
using BtBattery.Simulator.Scenarios;
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
    private readonly Daemon _daemon;
    private readonly AgentManager _agents;
    private bool _isRunning;
    private IDisposable? _export;
    private IAsyncDisposable? _clientWatch;

    /// <summary>Prepares the daemon; nothing is exported before <see cref="StartAsync"/>.</summary>
    /// <param name="connection">Its connection; stays the caller's.</param>
    /// <param name="agenda">Its clock.</param>
    /// <param name="scenario">Its adapters, the batteries in range, and what decides when in its interval a battery advertises.</param>
    public SimulatedBlueZ(DBusConnection connection, Agenda agenda, Scenario scenario)
    {
        _connection = connection;
        Agenda = agenda;
        Peripherals = scenario.Batteries;
        _agents = new AgentManager(SetPairable);
        IEnumerable<Peripheral> known = Peripherals.Where(each => each.IsKnown);
        _daemon = new Daemon(agenda, new ObjectTable(connection, agenda), _agents, Peripherals, scenario.IsExperimental)
        {
            Adapters =
            [
                .. scenario.Adapters.Select((settings, index) => new AdapterHardware(
                    settings, new Controller(agenda, Peripherals, new Random(unchecked(scenario.Seed + 7919 * index))), known)),
            ],
            Crash = Crash,
        };
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
        Agenda.Run(ExportAll);
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

    private void ExportAll()
    {
        _isRunning = true;
        _daemon.Objects.Add(_agents.Object);
        foreach (AdapterHardware each in _daemon.Adapters.Where(each => each.IsPlugged)) Show(each);
    }

    private void Show(AdapterHardware hardware)
    {
        hardware.Shown = new Adapter(_daemon, hardware);
        hardware.Shown.Export();
    }

    private void SetPairable(bool anyAgent)
    {
        foreach (Adapter each in Adapters()) each.SetPairable(anyAgent);
    }

    private List<Adapter> Adapters() => [.. _daemon.Adapters.Select(each => each.Shown).OfType<Adapter>()];

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
            foreach (Adapter each in Adapters()) each.ClientLeft(name);
            _agents.ClientLeft(name);
        });
    }
}
