using BtBattery.Aggregation.Charging;

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

    private static readonly TimeSpan s_late = TimeSpan.FromSeconds(6);

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

    /// <summary>A rule that a bench leaves out.</summary>
    internal SafetyRule LeftOut { get; init; }

    /// <summary>The times of a policy. A member is held from where its readings become invalid; what comes after is never earlier than that.</summary>
    /// <param name="policy">The owner's choice.</param>
    /// <param name="lateAfter">Age at which an answer is overdue.</param>
    /// <param name="deadline">Age at which a reading becomes invalid.</param>
    public static LossTimes Of(LossPolicy policy, TimeSpan lateAfter, TimeSpan deadline)
    {
        LossTimes times = Of(policy);
        TimeSpan blocked = Later(times.BlockedFrom, deadline);
        return times with
        {
            LateAfter = lateAfter < deadline ? lateAfter : deadline,
            HeldFrom = deadline,
            ChargeBlockedFrom = Later(times.ChargeBlockedFrom, deadline),
            BlockedFrom = blocked,
            GoneFrom = Later(times.GoneFrom, blocked + LeastBlocked),
            ExcusedUntil = Later(times.ExcusedUntil, deadline),
        };
    }

    /// <summary>The times of a policy where an answer is overdue after three polls of 2 s and readings become invalid after 30 s: the defaults.</summary>
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

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
