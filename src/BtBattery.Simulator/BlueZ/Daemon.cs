using BtBattery.DBus;
using BtBattery.Simulator.BlueZ.Objects;
using BtBattery.Simulator.Radio;
using BtBattery.Simulator.Timing;

namespace BtBattery.Simulator.BlueZ;

/// <summary>What every part of the simulated daemon works with.</summary>
/// <param name="Agenda">Its clock.</param>
/// <param name="Objects">What it shows on the bus.</param>
/// <param name="Agents">Who answers pairing questions.</param>
/// <param name="Peripherals">The batteries in range.</param>
/// <param name="IsExperimental">True if it was started with --experimental, and so offers Adapter1.ConnectDevice.</param>
internal sealed record Daemon(
    Agenda Agenda, ObjectTable Objects, AgentManager Agents, IReadOnlyList<Peripheral> Peripherals, bool IsExperimental)
{
    /// <summary>Its connection to the bus; another one after the bus was restarted.</summary>
    public DBusConnection Connection => Objects.Connection;

    /// <summary>The adapters of the machine, plugged in or not.</summary>
    public required IReadOnlyList<AdapterHardware> Adapters { get; init; }

    /// <summary>The daemon fails and is gone; nobody starts it again.</summary>
    public required Action Crash { get; init; }

    /// <summary>True while another program scans behind the daemon's back: discovery cannot be started.</summary>
    public bool HasForeignScan { get; set; }

    /// <summary>A battery has begun to advertise: every radio that waits for it listens.</summary>
    public void Listen()
    {
        foreach (AdapterHardware each in Adapters) each.Controller.Listen();
    }
}
