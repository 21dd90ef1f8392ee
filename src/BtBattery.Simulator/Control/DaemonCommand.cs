using BtBattery.DBus;
using BtBattery.Simulator.BlueZ;

namespace BtBattery.Simulator.Control;

/// <summary>The command "daemon".</summary>
internal static class DaemonCommand
{
    public static string Run(SimulatedBlueZ blueZ, IReadOnlyList<string> how)
    {
        switch (how)
        {
            case ["hang"]: blueZ.IsHanging = true; break;
            case ["ignore"]: blueZ.IgnoreClients(); break;
            case ["resume"]: blueZ.IsHanging = false; break;
            case ["stop"]: _ = TolerateLossOfBusAsync(blueZ.StopDaemonAsync()); break;
            case ["quit"]: _ = TolerateLossOfBusAsync(blueZ.QuitDaemonAsync()); break;
            case ["start"]: _ = TolerateLossOfBusAsync(blueZ.StartDaemonAsync()); break;
            default: throw new ControlException("hang, ignore, resume, stop, quit or start is needed");
        }
        return "";
    }

    /// <summary>Awaits a change of the daemon that is under way while nobody waits for it.</summary>
    public static async Task TolerateLossOfBusAsync(Task change)
    {
        try
        {
            await change;
        }
        catch (DBusException)
        {
            // Without a bus there is no name to claim or release; whoever runs the simulator learns of the loss elsewhere.
        }
    }
}
