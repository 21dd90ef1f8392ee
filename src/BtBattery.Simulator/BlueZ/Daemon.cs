using BtBattery.DBus;
using BtBattery.Simulator.BlueZ.Objects;
using BtBattery.Simulator.Radio;
using BtBattery.Simulator.Timing;

namespace BtBattery.Simulator.BlueZ;

/// <summary>What every part of the simulated daemon works with.</summary>
internal sealed record Daemon(
    Agenda Agenda, ObjectTable Objects, Controller Controller, AgentManager Agents, IReadOnlyList<Peripheral> Peripherals)
{
    /// <summary>Its connection to the bus; another one after the bus was restarted.</summary>
    public DBusConnection Connection => Objects.Connection;

    /// <summary>Devices that are in the store on disk, and so outlive the adapter and the daemon.</summary>
    public HashSet<Peripheral> Stored { get; } = [.. Peripherals.Where(each => each.IsKnown)];

    /// <summary>Devices whose keys are known; links to them are encrypted.</summary>
    public HashSet<Peripheral> Bonded { get; } = [];

    /// <summary>Devices somebody declared trusted; kept in the store too.</summary>
    public HashSet<Peripheral> Trusted { get; } = [];

    /// <summary>True while another program scans behind the daemon's back: discovery cannot be started.</summary>
    public bool HasForeignScan { get; set; }
}
