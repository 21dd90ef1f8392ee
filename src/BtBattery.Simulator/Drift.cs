using BtBattery.Simulator.Bms;
using BtBattery.Simulator.Timing;

namespace BtBattery.Simulator;

/// <summary>
/// Lets the values of a pack wander a little, so that a demonstration looks alive: the current swings by 2 %, the cells
/// follow it by a millivolt or two. Opt-in, because then the values differ from the scenario's.
/// </summary>
internal sealed class Drift(Agenda agenda, SimulatedPack pack)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    private BatteryState _base = pack.State;
    private BatteryState _shown = pack.State;
    private int _turn;

    public void Start() => agenda.After(Period, Step);

    private void Step()
    {
        // Somebody set new values: they are the new middle.
        if (pack.State != _shown) _base = pack.State;
        double swing = Math.Sin(++_turn * 0.7);
        _shown = _base with
        {
            Current = Math.Round(_base.Current * (1 + 0.02 * swing), 2),
            Cells = [.. _base.Cells.Select((volts, cell) => Math.Round(Math.Max(0, volts + 0.0015 * Math.Sin(_turn * 0.7 + cell)), 3))],
        };
        pack.State = _shown;
        agenda.After(Period, Step);
    }
}
