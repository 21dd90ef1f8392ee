using BtBattery.DBus;
using BtBattery.Simulator.BlueZ;
using BtBattery.Simulator.Control;
using BtBattery.Simulator.Physics.Power;
using BtBattery.Simulator.Radio;
using BtBattery.Simulator.Scenarios;
using BtBattery.Simulator.Timing;
using BtBattery.Simulator.Watch;

namespace BtBattery.Simulator;

/// <summary>
/// One running scenario: the simulated BlueZ with its batteries, the scenario's own events, and the control language.
/// Usable without the program: everything comes in through the constructor.
/// </summary>
public sealed class Simulation : IAsyncDisposable
{
    private static readonly TimeSpan PhysicsStep = TimeSpan.FromSeconds(1);

    private readonly Scenario _scenario;
    private readonly Agenda _agenda;
    private DBusConnection _connection;
    private BatteryListener? _listener;
    private AgendaEntry? _disconnectingAll;

    /// <summary>Prepares a run.</summary>
    /// <param name="connection">The bus to be org.bluez on; stays the caller's.</param>
    /// <param name="scenario">A freshly loaded scenario.</param>
    /// <param name="time">The only clock used.</param>
    public Simulation(DBusConnection connection, Scenario scenario, TimeProvider time)
    {
        _connection = connection;
        _scenario = scenario;
        _agenda = new Agenda(time);
        BlueZ = new SimulatedBlueZ(connection, _agenda, scenario);
        if (scenario.Physics is { } physics) Physics = new PhysicalBank(physics.Bank, physics.System, scenario.Seed, scenario.Batteries);
    }

    /// <summary>The simulated daemon.</summary>
    public SimulatedBlueZ BlueZ { get; }

    /// <summary>The bank that the batteries are, with the power system around it; null if the scenario describes none.</summary>
    public PhysicalBank? Physics { get; }

    /// <summary>Told after each second of <see cref="Physics"/>, before anything else happens in it: time since the start.</summary>
    public event Action<TimeSpan>? PhysicsStepped;

    /// <summary>Told of everything a time-line did: the command and its answer.</summary>
    public event Action<string, string>? TimelineRan;

    /// <summary>Claims org.bluez and starts the time-line.</summary>
    /// <exception cref="InvalidOperationException">Somebody else owns org.bluez on this bus.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await BlueZ.StartAsync(cancellationToken);
        TimeSpan start = _agenda.Now;
        if (Physics is not null)
        {
            await ListenAsync(cancellationToken);
            PlanPhysics(start, PhysicsStep);
        }
        foreach (TimelineStep step in _scenario.Timeline) Plan(step, start + step.At);
        foreach (Peripheral battery in _scenario.Drifting) new Drift(_agenda, battery.Pack).Start();
    }

    /// <summary>Carries out one line of the control language.</summary>
    /// <returns>One line that begins with "ok" or "error".</returns>
    public string Execute(string line)
    {
        try
        {
            return _agenda.Run(() => $"ok {ControlCommands.Run(this, line)}".TrimEnd());
        }
        catch (ControlException problem)
        {
            return $"error {problem.Message}";
        }
    }

    /// <summary>Disconnects all devices from the local side: once, regularly, or (zero) no longer.</summary>
    internal string DisconnectAll(TimeSpan? period)
    {
        _disconnectingAll?.Cancel();
        if (period is not { } every) BlueZ.DisconnectAll();
        else if (every > TimeSpan.Zero) Repeat(_agenda.Now + every, every);
        return "";

        void Repeat(TimeSpan moment, TimeSpan every) => _disconnectingAll = _agenda.At(moment, () =>
        {
            BlueZ.DisconnectAll();
            Repeat(moment + every, every);
        });
    }

    /// <summary>A bus was started again after its connection broke: bluetoothd is started on it, as its supervisor does, and what published
    /// limits is heard there.</summary>
    /// <param name="connection">A new connection; stays the caller's.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task MoveToAsync(DBusConnection connection, CancellationToken cancellationToken = default)
    {
        _connection = connection;
        await BlueZ.MoveToAsync(connection, cancellationToken);
        if (Physics is not null) await ListenAsync(cancellationToken);
    }

    /// <summary>Ends the run and gives the name back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_listener is not null) await _listener.DisposeAsync();
        _agenda.Dispose();
        await BlueZ.DisposeAsync();
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        if (_listener is not null) await _listener.DisposeAsync();
        // Without a bus in between nobody else can publish anything.
        _listener = _connection.UniqueName.Length == 0
            ? null : await BatteryListener.StartAsync(_connection, limits => _agenda.Run(() => Physics!.Limits = limits), cancellationToken);
    }

    private void PlanPhysics(TimeSpan start, TimeSpan end) => _agenda.BeforeAll(start + end, () =>
    {
        PlanPhysics(start, end + PhysicsStep);
        Physics!.Step(end, PhysicsStep);
        foreach (PhysicalBattery battery in Physics.Batteries)
        {
            if (battery.Radio.IsAsleep && battery.State.Current != 0) BlueZ.Wake(battery.Radio);
        }
        PhysicsStepped?.Invoke(end);
    });

    private void Plan(TimelineStep step, TimeSpan moment) => _agenda.At(moment, () =>
    {
        // From the planned moment, not from now: a late turn must not put off the later ones.
        if (step.Every is { } period) Plan(step, moment + period);
        TimelineRan?.Invoke(step.Command, Execute(step.Command));
    });
}
