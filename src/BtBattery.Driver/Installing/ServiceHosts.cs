using BtBattery.Driver.Installing.Systemd;

namespace BtBattery.Driver.Installing;

/// <summary>Chooses what starts programs on a machine.</summary>
internal static class ServiceHosts
{
    /// <summary>That of the machine.</summary>
    /// <param name="places">Where everything lies.</param>
    /// <param name="disk">Changes it.</param>
    /// <param name="commands">Runs programs of the machine.</param>
    /// <param name="tell">Told what was done.</param>
    /// <param name="timeProvider">The clock of deadlines.</param>
    /// <param name="mayEnableHook">GX: lines of others in the start hook may begin to run.</param>
    public static IServiceHost Create(Places places, Disk disk, ICommands commands, Action<string> tell, TimeProvider timeProvider, bool mayEnableHook = false) => places.Kind switch
    {
        MachineKind.Gx => new GxHost(places, disk, commands, tell, timeProvider) { MayEnableHook = mayEnableHook },
        _ => new SystemdHost(places, disk, commands, tell),
    };
}
