namespace BtBattery.Bench;

/// <summary>What the oracles allow for. Stated in docs/bench.md as well.</summary>
internal static class Bounds
{
    /// <summary>The system hands limits to chargers and inverters once in a cycle of 3 s; two of these are its own time.</summary>
    public static readonly TimeSpan TwoCycles = TimeSpan.FromSeconds(6);

    /// <summary>The oldest that readings of a live battery are: from three polls of 2 s on it is late.</summary>
    public static readonly TimeSpan DataAge = TimeSpan.FromSeconds(6);

    /// <summary>From something that is true until the system obeys what follows from it.</summary>
    public static readonly TimeSpan Reaction = TwoCycles + DataAge;

    /// <summary>
    /// The same where the system feeds in and so follows the charge voltage alone: nobody knows beforehand at which voltage nothing flows any more, and below it the bank would be emptied. So it is
    /// found by going down slowly.
    /// </summary>
    public static readonly TimeSpan FedInReaction = TimeSpan.FromSeconds(60);

    /// <summary>Part of the capacity that may go in meanwhile, at most: a tenth of the capacity an hour for little more than a minute.</summary>
    public const double FedInPart = 0.002;

    /// <summary>A; less is no charging or discharging, but what cells and boards take for themselves.</summary>
    public const double IdleAmps = 0.2;

    /// <summary>A by which the system is above what it was told and still obeys: it rounds up to whole amperes, for one charger and for one inverter.</summary>
    public const double RoundingAmps = 2;

    /// <summary>V that solar chargers get on top of the charge voltage where the system feeds in, and what cables add.</summary>
    public const double FeedInVolts = 0.5;

    /// <summary>Part of a limit by which a shunt may differ before that is its fault.</summary>
    public const double ShuntPart = 0.02;
}
