using BtBattery.Aggregation.LossPolicies;

namespace BtBattery.Aggregation.Charging.Currents;

/// <summary>What limits one battery in one direction: its own readings, then what its silence and its FET leave of them.</summary>
internal static class MemberCandidates
{
    /// <summary>Adds what limits it.</summary>
    /// <param name="to">Where to; the least of what is added is what is returned.</param>
    /// <param name="own">What its own readings allow.</param>
    /// <param name="verdict">What the decision table says of it.</param>
    /// <param name="isCharge">Which direction.</param>
    /// <param name="isAll">True for everything that was considered; false for the one thing that decides.</param>
    /// <returns>What is left, A.</returns>
    public static double Add(List<Candidate> to, MemberLimits own, MemberVerdict verdict, bool isCharge, bool isAll)
    {
        Limit limit = isCharge ? own.Charge : own.Discharge;
        LimitVerdict left = isCharge ? verdict.Charge : verdict.Discharge;
        double amps = left.Apply(limit.Value);
        bool isOwn = left.Action == LimitAction.Own || (left.Action == LimitAction.NotRising && (isAll || limit.Value is not double value || value <= amps));
        if (isOwn)
        {
            AddOwn(to, limit, own.Battery, isAll);
        }

        if (left.Action != LimitAction.Own && (isAll || !isOwn))
        {
            to.Add(new(CauseOf(left, isCharge ? verdict.Row.Charge : verdict.Row.Discharge), left.CeilingAmps ?? 0, Battery: own.Battery, Note: left.Cause));
        }

        return amps;
    }

    private static void AddOwn(List<Candidate> to, Limit limit, int battery, bool isAll)
    {
        if (limit.Value is null || !isAll)
        {
            to.Add(limit.Deciding with { Value = limit.Value ?? 0, Battery = battery });
            return;
        }

        for (int i = 0; i < limit.Candidates.Count; i++)
        {
            to.Add(limit.Candidates[i] with { Battery = battery });
        }
    }

    /// <summary>The table asks for zero only of silent batteries; of one that speaks it is the FET.</summary>
    private static LimitCause CauseOf(LimitVerdict left, LimitRule rule) =>
        left.Action == LimitAction.Open ? LimitCause.FetOpen
        : left.Action == LimitAction.Zero && rule.Action != LimitAction.Zero ? LimitCause.FetUnknown
        : LimitCause.Silent;
}
