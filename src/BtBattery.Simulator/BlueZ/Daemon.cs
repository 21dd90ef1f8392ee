using BtBattery.Simulator.BlueZ.Objects;
using BtBattery.Simulator.Radio;
using BtBattery.Simulator.Timing;

namespace BtBattery.Simulator.BlueZ;

/// <summary>What every part of the simulated daemon works with.</summary>
internal sealed record Daemon(Agenda Agenda, ObjectTable Objects, Controller Controller, IReadOnlyList<Peripheral> Peripherals);
