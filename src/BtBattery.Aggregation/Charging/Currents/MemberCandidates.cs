using BtBattery.Aggregation.LossPolicies;

namespace BtBattery.Aggregation.Charging.Currents;

/// <summary>What limits one battery in one direction: its own readings, then what its silence and its FET leave of them.</summary>
public static class MemberCandidates
{
    /// <summary>The one thing that decides what is left of the limit of a battery.</summary>
    /// <param name="own">What its own readings allow.</param>
    /// <param name="verdict">What the decision table says of it.</param>
    /// <param name="isCharge">Which direction.</param>
    public static Candidate Deciding(MemberLimits own, MemberVerdict verdict, bool isCharge)
    {
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(verdict);
        (Limit limit, LimitVerdict left) = Of(own, verdict, isCharge);
        return left.Action == LimitAction.Own || (left.Action == LimitAction.NotRising && (limit.Value is not double value || value <= left.Apply(limit.Value)))
            ? limit.Deciding with { Value = limit.Value ?? 0, Battery = own.Battery }
            : Left(own, verdict, isCharge);
    }

    /// <summary>Adds what limits it.</summary>
    /// <param name="to">Where to; the least of what is added is what is returned.</param>
    /// <param name="own">What its own readings allow.</param>
    /// <param name="verdict">What the decision table says of it.</param>
    /// <param name="isCharge">Which direction.</param>
    /// <param name="isAll">True for everything that was considered; false for the one thing that decides.</param>
    /// <returns>What is left, A.</returns>
    internal static double Add(List<Candidate> to, MemberLimits own, MemberVerdict verdict, bool isCharge, bool isAll)
    {
        (Limit limit, LimitVerdict left) = Of(own, verdict, isCharge);
        if (!isAll)
        {
            to.Add(Deciding(own, verdict, isCharge));
            return left.Apply(limit.Value);
        }

        if (left.Action is LimitAction.Own or LimitAction.NotRising)
        {
            AddOwn(to, limit, own.Battery);
        }

        if (left.Action != LimitAction.Own)
        {
            to.Add(Left(own, verdict, isCharge));
        }

        return left.Apply(limit.Value);
    }

    private static (Limit Limit, LimitVerdict Left) Of(MemberLimits own, MemberVerdict verdict, bool isCharge) =>
        isCharge ? (own.Charge, verdict.Charge) : (own.Discharge, verdict.Discharge);

    private static Candidate Left(MemberLimits own, MemberVerdict verdict, bool isCharge)
    {
        LimitVerdict left = isCharge ? verdict.Charge : verdict.Discharge;
        return new(CauseOf(left, isCharge ? verdict.Row.Charge : verdict.Row.Discharge), left.CeilingAmps ?? 0, Battery: own.Battery, Note: left.Cause);
    }

    private static void AddOwn(List<Candidate> to, Limit limit, int battery)
    {
        if (limit.Value is null)
        {
            to.Add(limit.Deciding with { Value = 0, Battery = battery });
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
