using BtBattery.DBus;
using BtBattery.Simulator.BlueZ;
using BtBattery.Simulator.Control;
using BtBattery.Simulator.Radio;
using BtBattery.Simulator.Scenarios;
using BtBattery.Simulator.Timing;

namespace BtBattery.Simulator;

/// <summary>
/// One running scenario: the simulated BlueZ with its batteries, the scenario's own events, and the control language.
/// Usable without the program: everything comes in through the constructor.
/// </summary>
public sealed class Simulation : IAsyncDisposable
{
    private readonly Scenario _scenario;
    private readonly Agenda _agenda;
    private AgendaEntry? _disconnectingAll;

    /// <summary>Prepares a run.</summary>
    /// <param name="connection">The bus to be org.bluez on; stays the caller's.</param>
    /// <param name="scenario">A freshly loaded scenario.</param>
    /// <param name="time">The only clock used.</param>
    public Simulation(DBusConnection connection, Scenario scenario, TimeProvider time)
    {
        _scenario = scenario;
        _agenda = new Agenda(time);
        BlueZ = new SimulatedBlueZ(connection, _agenda, scenario);
    }

    /// <summary>The simulated daemon.</summary>
    public SimulatedBlueZ BlueZ { get; }

    /// <summary>Told of everything a time-line did: the command and its answer.</summary>
    public event Action<string, string>? TimelineRan;

    /// <summary>Claims org.bluez and starts the time-line.</summary>
    /// <exception cref="InvalidOperationException">Somebody else owns org.bluez on this bus.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await BlueZ.StartAsync(cancellationToken);
        TimeSpan start = _agenda.Now;
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

    /// <summary>Ends the run and gives the name back.</summary>
    public async ValueTask DisposeAsync()
    {
        _agenda.Dispose();
        await BlueZ.DisposeAsync();
    }

    private void Plan(TimelineStep step, TimeSpan moment) => _agenda.At(moment, () =>
    {
        // From the planned moment, not from now: a late turn must not put off the later ones.
        if (step.Every is { } period) Plan(step, moment + period);
        TimelineRan?.Invoke(step.Command, Execute(step.Command));
    });
}
