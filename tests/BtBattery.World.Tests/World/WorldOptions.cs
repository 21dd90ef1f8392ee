namespace BtBattery.World.Tests;

/// <summary>How a <see cref="World"/> runs.</summary>
internal sealed record WorldOptions
{
    /// <summary>Start of all chance: when batteries advertise, which bits are flipped, the jitter of the driver.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Batteries of the scenario that the driver serves, from the first on.</summary>
    /// <value>Null: all of them.</value>
    public int? Served { get; init; }

    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan DataTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What the world checks: no valid value is older.</summary>
    /// <value>Null: <see cref="DataTimeout"/>.</value>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Adapter the driver is told to use.</summary>
    public string? Adapter { get; init; }

    /// <summary>
    /// True to let every value tell when it was measured, so that its age can be read off the bus: see <see cref="Clockwork"/>.
    /// </summary>
    /// <value>False: values stay as the scenario has them.</value>
    public bool HasClockwork { get; init; }

    /// <summary>True for a flash that takes no files: nothing of the driver's state can be written.</summary>
    public bool HasNoStorage { get; init; }

    /// <summary>False for long runs: changes and log lines are then counted but not kept.</summary>
    /// <value>True.</value>
    public bool KeepsHistory { get; init; } = true;
}
