namespace BtBattery.World.Tests;

/// <summary>One row of the table of faults: how it begins, how it ends, and what is promised.</summary>
/// <param name="Name">In words, unlike any other.</param>
/// <param name="Begin">What begins it, in this order.</param>
/// <param name="End">What ends it; the batteries must then recover by themselves within <see cref="RecoveryBound"/>.</param>
internal sealed record Fault(string Name, IReadOnlyList<FaultStep> Begin, IReadOnlyList<FaultStep> End)
{
    public FaultReach Reach { get; init; }

    public FaultEffect Effect { get; init; }

    /// <summary>True if the batteries stay live without a gap.</summary>
    public bool IsHarmless { get; init; }

    /// <summary>From its beginning to its end.</summary>
    public TimeSpan Lasts { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>What is done when half of the time has passed.</summary>
    public IReadOnlyList<FaultStep> Halfway { get; init; } = [];

    /// <summary>It begins again each time that this has passed.</summary>
    /// <value>Null: once.</value>
    public TimeSpan? Every { get; init; }

    /// <summary>An attempt that was made in the fault may go on for this long after its end, waiting for what will not come.</summary>
    /// <value>What the kernel needs to give up a connection that nobody takes, and BlueZ to end it.</value>
    public TimeSpan Hangs { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>
    /// What ends the fault is what the driver does by itself, within this time of its beginning; <see cref="End"/> is not needed.
    /// </summary>
    /// <value>Null: the driver can only wait for the end.</value>
    public TimeSpan? Cured { get; init; }

    /// <summary>Those among the served that it hits when it begins at this one.</summary>
    public IEnumerable<ServedBattery> Hits(World world, ServedBattery battery) => Reach switch
    {
        FaultReach.Battery => [battery],
        FaultReach.Pair => world.Batteries.Where((other, index) =>
            other == battery || world.Batteries[(index + world.Batteries.Count - 1) % world.Batteries.Count] == battery),
        _ => world.Batteries,
    };

    public override string ToString() => Name;
}
