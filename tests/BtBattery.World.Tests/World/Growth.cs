using BtBattery.Tests.VirtualTime;

namespace BtBattery.World.Tests;

/// <summary>What must not grow over time.</summary>
/// <param name="Connections">Connections to the bus, each an open pair of streams.</param>
/// <param name="MatchRules">Match rules on the bus.</param>
/// <param name="PendingCalls">Calls that wait for their answer.</param>
/// <param name="Names">Well-known names that are owned.</param>
/// <param name="Timers">Timers that are armed: every deadline and every wait has one.</param>
/// <param name="Memory">Bytes in use.</param>
internal sealed record Growth(int Connections, int MatchRules, int PendingCalls, int Names, int Timers, long Memory)
{
    public static Growth Of(MemoryBus bus, ManualTimeProvider time) => new(
        bus.Peers.Count, bus.MatchRules, bus.PendingCalls, bus.Names.Count, time.ArmedTimers, GC.GetTotalMemory(forceFullCollection: true));
}
