using BtBattery.Driver.Options;

namespace BtBattery.World.Tests;

/// <summary>How a <see cref="World"/> runs.</summary>
internal sealed record WorldOptions
{
    /// <summary>Start of all chance: when batteries advertise, which bits are flipped, the jitter of the driver.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Batteries of the scenario that are served, from the first on; 0 for a world without a driver.</summary>
    /// <value>Null: all of them.</value>
    public int? Served { get; init; }

    /// <summary>True for a driver of its own for each battery.</summary>
    /// <value>False: one driver serves all of them.</value>
    public bool HasDriverEach { get; init; }

    /// <summary>How several batteries of one driver are wired: what --topology takes, with their numbers from 1 for addresses.</summary>
    public string Topology { get; init; } = "parallel";

    /// <summary>The owner's configuration file, below [DEFAULT].</summary>
    public string Configuration { get; init; } = "";

    /// <summary>Changes what the configuration says of the bank, so that a rule can be left out; null for no change.</summary>
    public Func<BankPlan, BankPlan>? Replan { get; init; }

    /// <summary>Lines of the simulator's control language that are carried out before a driver starts.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>Puts other programs on the bus before a driver starts; null for none.</summary>
    public Action<World>? Neighbours { get; init; }

    /// <summary>What the world checks: no valid value is older.</summary>
    /// <value>The default of DATA_TIMEOUT.</value>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// True to let every value tell when it was measured, so that its age can be read off the bus: see <see cref="Clockwork"/>.
    /// </summary>
    /// <value>False: values stay as the scenario has them.</value>
    public bool HasClockwork { get; init; }

    /// <summary>True for a GX device: a driver waits there for the settings service, see <see cref="FakeSettings"/>.</summary>
    public bool IsGx { get; init; }

    /// <summary>True for a flash that takes no files: nothing of the driver's state can be written.</summary>
    public bool HasNoStorage { get; init; }

    /// <summary>True for a machine with a folder in memory that ends with it: a driver that is killed finds there what it knew ten seconds before.</summary>
    public bool HasRuntimeFolder { get; init; }

    /// <summary>How long a service manager waits for a sign of life; null for a driver that none has started.</summary>
    public TimeSpan? ManagersPatience { get; init; }

    /// <summary>False for a world whose messages nobody compares with those of another: they are then neither hashed nor counted.</summary>
    /// <value>True.</value>
    public bool HasTraffic { get; init; } = true;

    /// <summary>False for long runs: changes and log lines are then counted but not kept.</summary>
    /// <value>True.</value>
    public bool KeepsHistory { get; init; } = true;
}
