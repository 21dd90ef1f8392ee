namespace BtBattery.Aggregation.LossPolicies;

/// <summary>
/// The decision table for members that do not answer as they should: what the bank shows and allows, for every condition, role and policy. It is data;
/// <see cref="LossEvaluator"/> reads it, and docs/loss-policy.md is printed from it.
/// </summary>
public static class LossTable
{
    private static readonly MemberRole[] s_anyRole = [MemberRole.Only, MemberRole.Series, MemberRole.Parallel];
    private static readonly MemberRole[] s_aloneOrSeries = [MemberRole.Only, MemberRole.Series];
    private static readonly MemberRole[] s_parallel = [MemberRole.Parallel];
    private static readonly LossPolicy[] s_anyPolicy = [LossPolicy.Cautious, LossPolicy.Balanced, LossPolicy.KeepSailing];
    private static readonly LossPolicy[] s_cautious = [LossPolicy.Cautious];
    private static readonly LossPolicy[] s_balanced = [LossPolicy.Balanced];
    private static readonly LossPolicy[] s_keepSailing = [LossPolicy.KeepSailing];

    /// <summary>Every row, by condition, then policy, then role. A condition that a policy does not have has no row.</summary>
    public static IReadOnlyList<LossRow> Rows { get; } =
    [
        .. Make(
            MemberCondition.Starting, s_anyPolicy, s_anyRole, CvlAction.Invalid, LimitRule.Invalid, LimitRule.Invalid, 0,
            "has not answered yet; limits are given when every battery has"),
        .. Make(
            MemberCondition.NeverSeen, s_anyPolicy, s_anyRole, CvlAction.Invalid, LimitRule.Invalid, LimitRule.Invalid, 2,
            "has not been heard since the start; limits are given when every battery has been"),
        .. Make(MemberCondition.Live, s_anyPolicy, s_anyRole, CvlAction.Own, LimitRule.Own, LimitRule.Own, 0, ""),
        .. Make(
            MemberCondition.Late, s_anyPolicy, s_anyRole, CvlAction.NotRising, LimitRule.NotRising, LimitRule.NotRising, 0,
            "answers late; limits do not rise"),
        .. Make(
            MemberCondition.Held, s_cautious, s_anyRole, CvlAction.FloatOrBelow, LimitRule.Shrinking(0.25, 0.1), LimitRule.Shrinking(0.25, 0.1), 1,
            "no data, cells were mid-range; a shrinking share of its last limits"),
        .. Make(
            MemberCondition.Held, s_balanced, s_anyRole, CvlAction.FloatOrBelow, LimitRule.Shrinking(0.5, 0.1), LimitRule.Shrinking(0.5, 0.1), 1,
            "no data, cells were mid-range; a shrinking share of its last limits"),
        .. Make(
            MemberCondition.Held, s_keepSailing, s_anyRole, CvlAction.FloatOrBelow, LimitRule.Shrinking(0.5, 0.1), LimitRule.Shrinking(1, 0.5), 1,
            "no data, cells were mid-range; a shrinking share of its last limits",
            "a larger share of the last discharge limit is kept"),
        .. Make(
            MemberCondition.Released, s_cautious, s_anyRole, CvlAction.FloatOrBelow, LimitRule.Shrinking(0.25, 0.1), LimitRule.Shrinking(0.25, 0.1), 1,
            "its link is released, cells were mid-range; a shrinking share of its last limits"),
        .. Make(
            MemberCondition.Released, s_balanced, s_anyRole, CvlAction.FloatOrBelow, LimitRule.Shrinking(0.5, 0.1), LimitRule.Shrinking(0.5, 0.1), 1,
            "its link is released, cells were mid-range; a shrinking share of its last limits"),
        .. Make(
            MemberCondition.Released, s_keepSailing, s_anyRole, CvlAction.FloatOrBelow, LimitRule.Shrinking(0.5, 0.1), LimitRule.Shrinking(1, 0.25), 1,
            "its link is released, cells were mid-range; a shrinking share of its last limits",
            "a larger share of the last discharge limit is kept"),
        .. Make(
            MemberCondition.Intermittent, s_cautious, s_anyRole, CvlAction.FloatOrBelow, LimitRule.Shrinking(0.25, 0.1), LimitRule.Shrinking(0.25, 0.1), 1,
            "no reading in time (CONNECTION = intermittent), cells were mid-range; a shrinking share of its last limits"),
        .. Make(
            MemberCondition.Intermittent, s_balanced, s_anyRole, CvlAction.FloatOrBelow, LimitRule.Shrinking(0.5, 0.1), LimitRule.Shrinking(0.5, 0.1), 1,
            "no reading in time (CONNECTION = intermittent), cells were mid-range; a shrinking share of its last limits"),
        .. Make(
            MemberCondition.Intermittent, s_keepSailing, s_anyRole, CvlAction.FloatOrBelow, LimitRule.Shrinking(0.5, 0.1), LimitRule.Shrinking(1, 0.25), 1,
            "no reading in time (CONNECTION = intermittent), cells were mid-range; a shrinking share of its last limits",
            "a larger share of the last discharge limit is kept"),
        .. Make(
            MemberCondition.DischargeKept, s_keepSailing, s_anyRole, CvlAction.Blocked, LimitRule.Zero, LimitRule.Shrinking(0.5, 0.25), 2,
            "no data; charging is blocked, a shrinking share of its last discharge limit is kept",
            "a share of the last discharge limit is kept after charging was blocked"),
        .. Make(
            MemberCondition.Asleep, s_balanced, s_anyRole, CvlAction.FloatOrBelow, LimitRule.Wake(0.1), LimitRule.Zero, 1,
            "presumed asleep; only so much charge current that it wakes"),
        .. Make(
            MemberCondition.Asleep, s_keepSailing, s_anyRole, CvlAction.FloatOrBelow, LimitRule.Wake(0.1), LimitRule.Shrinking(0.5, 0.1), 1,
            "presumed asleep; only so much charge current that it wakes, a shrinking share of its last discharge limit",
            "a share of the last discharge limit is kept while it sleeps: a load would wake it"),
        .. Make(
            MemberCondition.Blocked, s_anyPolicy, s_anyRole, CvlAction.Blocked, LimitRule.Zero, LimitRule.Zero, 2, "no data; charging and discharging are blocked"),
        .. Make(
            MemberCondition.Gone, s_anyPolicy, s_aloneOrSeries, CvlAction.Invalid, LimitRule.Invalid, LimitRule.Invalid, 2, "no data for long; nothing is claimed of it"),
        .. Make(
            MemberCondition.Gone, s_anyPolicy, s_parallel, CvlAction.Blocked, LimitRule.Zero, LimitRule.Zero, 2,
            "no data for long; as far as is known it still conducts, so charging and discharging stay blocked until it answers or is taken out of the configuration"),
    ];

    /// <summary>The row; null if the policy does not have the condition.</summary>
    public static LossRow? Find(MemberCondition condition, MemberRole role, LossPolicy policy) => s_index[Index(condition, role, policy)];

    private static readonly LossRow?[] s_index = MakeIndex();

    private static LossRow?[] MakeIndex()
    {
        var index = new LossRow?[(int)(MemberCondition.Gone + 1) * s_anyRole.Length * s_anyPolicy.Length];
        foreach (LossRow row in Rows)
        {
            index[Index(row.Condition, row.Role, row.Policy)] = row;
        }

        return index;
    }

    private static int Index(MemberCondition condition, MemberRole role, LossPolicy policy) =>
        ((int)condition * s_anyRole.Length + (int)role) * s_anyPolicy.Length + (int)policy;

    private static IEnumerable<LossRow> Make(
        MemberCondition condition,
        LossPolicy[] policies,
        MemberRole[] roles,
        CvlAction cvl,
        LimitRule charge,
        LimitRule discharge,
        int bmsCable,
        string cause,
        string? exception = null)
    {
        bool isFresh = condition is MemberCondition.Live or MemberCondition.Late;
        Shown own = isFresh ? Shown.Readings : Shown.Invalid;
        foreach (LossPolicy policy in policies)
        {
            foreach (MemberRole role in roles)
            {
                Shown bank = isFresh || role != MemberRole.Parallel ? own : Shown.TheOthers;
                yield return new(condition, role, policy, bank, own, cvl, charge, discharge, bmsCable, cause, exception);
            }
        }
    }
}
