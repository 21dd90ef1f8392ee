namespace BtBattery.Aggregation.LossPolicies;

/// <summary>When a silent member goes from one condition to the next, counted from its last valid frame.</summary>
public sealed record LossTimes
{
    /// <summary>
    /// Limits stay at a valid zero for at least this long before they become invalid: three cycles of the system, each of which hands them to the chargers.
    /// </summary>
    public static readonly TimeSpan LeastBlocked = TimeSpan.FromSeconds(9);

    /// <summary>A battery in reach has answered by then, counted from the start.</summary>
    public static readonly TimeSpan NeverSeenAfter = TimeSpan.FromSeconds(120);

    private static readonly TimeSpan s_held = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan s_late = TimeSpan.FromSeconds(10);

    private static readonly LossTimes s_cautious = new()
    {
        Policy = LossPolicy.Cautious,
        LateAfter = s_late,
        HeldFrom = s_held,
        ChargeBlockedFrom = TimeSpan.FromSeconds(45),
        BlockedFrom = TimeSpan.FromSeconds(45),
        GoneFrom = TimeSpan.FromSeconds(60),
        ExcusedUntil = TimeSpan.FromMinutes(2),
        AsleepUntil = null,
    };

    private static readonly LossTimes s_balanced = new()
    {
        Policy = LossPolicy.Balanced,
        LateAfter = s_late,
        HeldFrom = s_held,
        ChargeBlockedFrom = TimeSpan.FromSeconds(90),
        BlockedFrom = TimeSpan.FromSeconds(90),
        GoneFrom = TimeSpan.FromSeconds(120),
        ExcusedUntil = TimeSpan.FromMinutes(10),
        AsleepUntil = TimeSpan.FromHours(12),
    };

    private static readonly LossTimes s_keepSailing = s_balanced with
    {
        Policy = LossPolicy.KeepSailing,
        BlockedFrom = TimeSpan.FromMinutes(10),
        GoneFrom = TimeSpan.FromSeconds(630),
    };

    /// <summary>The owner's choice.</summary>
    public required LossPolicy Policy { get; init; }

    /// <summary>Answers are overdue; limits no longer rise.</summary>
    public required TimeSpan LateAfter { get; init; }

    /// <summary>Its readings hold no longer.</summary>
    public required TimeSpan HeldFrom { get; init; }

    /// <summary>It is no longer charged.</summary>
    public required TimeSpan ChargeBlockedFrom { get; init; }

    /// <summary>It is no longer discharged either; never earlier than <see cref="ChargeBlockedFrom"/>.</summary>
    public required TimeSpan BlockedFrom { get; init; }

    /// <summary>Nothing is claimed of it any more.</summary>
    public required TimeSpan GoneFrom { get; init; }

    /// <summary>A member that is released or intermittent is blocked from here.</summary>
    public required TimeSpan ExcusedUntil { get; init; }

    /// <summary>A member presumed asleep is blocked from here; null where nothing is presumed.</summary>
    public required TimeSpan? AsleepUntil { get; init; }

    /// <summary>The times of a policy.</summary>
    /// <param name="policy">The owner's choice.</param>
    /// <param name="dataTimeout">Age at which a reading becomes invalid; if it is less than 30 s, the member is held from there.</param>
    /// <param name="pollInterval">From one reading to the next; answers are overdue after three of them, and never before 10 s.</param>
    public static LossTimes Of(LossPolicy policy, TimeSpan dataTimeout, TimeSpan pollInterval)
    {
        LossTimes times = Of(policy);
        TimeSpan held = dataTimeout < s_held ? dataTimeout : s_held;
        TimeSpan late = 3 * pollInterval > s_late ? 3 * pollInterval : s_late;
        return times with { HeldFrom = held, LateAfter = late < held ? late : held };
    }

    /// <summary>The times of a policy where readings become invalid after 30 s.</summary>
    public static LossTimes Of(LossPolicy policy) => policy switch
    {
        LossPolicy.Cautious => s_cautious,
        LossPolicy.KeepSailing => s_keepSailing,
        _ => s_balanced,
    };

    /// <summary>When a condition of a silent member begins and ends; its shares fall evenly in between.</summary>
    public (TimeSpan From, TimeSpan To) SpanOf(MemberCondition condition) => condition switch
    {
        MemberCondition.Late => (LateAfter, HeldFrom),
        MemberCondition.Held => (HeldFrom, ChargeBlockedFrom),
        MemberCondition.Released or MemberCondition.Intermittent => (HeldFrom, ExcusedUntil),
        MemberCondition.DischargeKept => (ChargeBlockedFrom, BlockedFrom),
        MemberCondition.Asleep => (ChargeBlockedFrom, AsleepUntil ?? ChargeBlockedFrom),
        MemberCondition.Blocked => (BlockedFrom, GoneFrom),
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "A condition that is not measured in silence."),
    };
}
