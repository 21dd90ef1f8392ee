namespace BtBattery.Aggregation.Model;

/// <summary>What is known of a battery besides its measurements: facts of this driver that do not age.</summary>
public sealed record BatteryStatus
{
    /// <summary>Nothing tried yet.</summary>
    public static BatteryStatus Starting { get; } = new();

    /// <summary>True while the last round was answered.</summary>
    public bool IsLive { get; init; }

    /// <summary>True while there is no link on purpose, between two readings.</summary>
    public bool IsResting { get; init; }

    /// <summary>Id of the protocol the battery answers to; null while it is not known.</summary>
    public string? BmsType { get; init; }

    /// <summary>The protections this kind of BMS can tell of; about any other its silence means nothing.</summary>
    public IReadOnlyList<Protection> Reports { get; init; } = [];

    /// <summary>Why there is no data, in words for people; null while there is.</summary>
    public string? Problem { get; init; }

    /// <summary>The same as a stable word for programs; null while there is data, or nothing was tried.</summary>
    public string? ProblemCode { get; init; }

    /// <summary>True if only the owner can help: a wrong password, an unsupported board.</summary>
    public bool NeedsOwner { get; init; }

    /// <summary>What is known of the link.</summary>
    public LinkFacts Link { get; init; } = LinkFacts.None;

    /// <summary>How the latest wish to switch a FET fares; null while there was none.</summary>
    public SwitchReport? Switching { get; init; }

    /// <summary>What was done last about there being no data; null while there is data.</summary>
    public RecoveryRung? Rung { get; init; }

    /// <summary>How often each rung was used since the driver started.</summary>
    public IReadOnlyDictionary<RecoveryRung, int> RungsUsed { get; init; } = new Dictionary<RecoveryRung, int>();

    /// <summary>Contradictions seen in what the battery says, by their code, since the driver started.</summary>
    public IReadOnlyDictionary<string, int> Contradictions { get; init; } = new Dictionary<string, int>();
}
