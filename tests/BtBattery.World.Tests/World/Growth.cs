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
    // No divisor of what is waited for anywhere, so that two looks do not meet the same moment of a round.
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(103);

    /// <summary>Asynchronous methods that wait, where they are counted.</summary>
    public int Tasks { get; init; }

    public static Growth Of(MemoryBus bus, ManualTimeProvider time) =>
        Count(bus, time) with { Memory = Footprint.Now().Memory };

    /// <summary>Everything but the memory.</summary>
    public static Growth Count(MemoryBus bus, ManualTimeProvider time) =>
        new(bus.Peers.Count, bus.MatchRules, bus.PendingCalls, bus.Names.Count, time.ArmedTimers, Memory: 0);

    /// <summary>
    /// Everything but the memory while nothing is under way: the least of each figure over two poll intervals, whatever the batteries are
    /// just being asked. Lets that time pass.
    /// </summary>
    /// <param name="world">The world.</param>
    /// <param name="tasks">Counts what is under way; null for not at all.</param>
    public static Growth AtRest(World world, LivingTasks? tasks = null)
    {
        Growth least = Now();
        for (int look = 0; look < 40; look++)
        {
            world.Advance(s_look);
            least = least.Least(Now());
        }

        return least;

        Growth Now() => Count(world.Bus, world.Time) with { Tasks = tasks?.Count ?? 0 };
    }

    /// <summary>The lesser of each figure.</summary>
    public Growth Least(Growth other) => new(
        Math.Min(Connections, other.Connections),
        Math.Min(MatchRules, other.MatchRules),
        Math.Min(PendingCalls, other.PendingCalls),
        Math.Min(Names, other.Names),
        Math.Min(Timers, other.Timers),
        Math.Min(Memory, other.Memory)) { Tasks = Math.Min(Tasks, other.Tasks) };

    /// <summary>True if no figure is above the other's.</summary>
    public bool IsWithin(Growth other) => Least(other) == this;
}
