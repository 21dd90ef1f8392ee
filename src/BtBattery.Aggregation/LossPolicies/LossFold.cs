using BtBattery.Aggregation.Wiring;

namespace BtBattery.Aggregation.LossPolicies;

/// <summary>Whether anything may be claimed of a part of a bank.</summary>
internal enum Validity
{
    Valid,
    Gone,
    NotYet,
}

/// <summary>What can flow through a part of a bank in one direction.</summary>
internal enum Flow
{
    /// <summary>Something.</summary>
    Some,

    /// <summary>Nothing may, though it conducts.</summary>
    Zero,

    /// <summary>Nothing can: it is open.</summary>
    Open,
}

/// <summary>Carries the verdicts of the members up through the joints.</summary>
/// <param name="verdicts">Battery 1 first.</param>
internal readonly struct LossFold(IReadOnlyList<MemberVerdict> verdicts)
{
    private readonly IReadOnlyList<MemberVerdict> _verdicts = verdicts;

    /// <summary>A string is gone with any of its parts, a parallel joint with all of them; neither is there yet while one part is not.</summary>
    public Validity ValidityOf(BankNode node)
    {
        if (node is not BankJoint joint)
        {
            return Of(node).Condition switch
            {
                MemberCondition.Starting or MemberCondition.NeverSeen => Validity.NotYet,
                MemberCondition.Gone => Validity.Gone,
                _ => Validity.Valid,
            };
        }

        bool isGone = !joint.IsSeries;
        for (int i = 0; i < joint.Parts.Count; i++)
        {
            Validity part = ValidityOf(joint.Parts[i]);
            if (part == Validity.NotYet)
            {
                return part;
            }

            isGone = joint.IsSeries ? isGone || part == Validity.Gone : isGone && part == Validity.Gone;
        }

        return isGone ? Validity.Gone : Validity.Valid;
    }

    /// <summary>A string carries what its weakest part carries; in parallel an open part leaves the current to the others, a part at zero does not.</summary>
    public Flow FlowOf(BankNode node, bool isCharge)
    {
        if (node is not BankJoint joint)
        {
            LimitVerdict limit = isCharge ? Of(node).Charge : Of(node).Discharge;
            return limit.Action switch
            {
                LimitAction.Open => Flow.Open,
                LimitAction.Zero or LimitAction.Invalid => Flow.Zero,
                _ => Flow.Some,
            };
        }

        bool isAnyZero = false;
        int open = 0;
        for (int i = 0; i < joint.Parts.Count; i++)
        {
            Flow part = FlowOf(joint.Parts[i], isCharge);
            isAnyZero |= part == Flow.Zero;
            open += part == Flow.Open ? 1 : 0;
        }

        bool isOpen = joint.IsSeries ? open > 0 : open == joint.Parts.Count;
        return isOpen ? Flow.Open : isAnyZero ? Flow.Zero : Flow.Some;
    }

    /// <summary>The strictest of the parts; those that cannot be charged ask for nothing while others can. Never invalid: that is for the whole bank to be.</summary>
    public CvlAction CvlOf(BankNode node) => FlowOf(node, isCharge: true) == Flow.Open ? CvlAction.Blocked : Strictest(node);

    private CvlAction Strictest(BankNode node)
    {
        if (node is not BankJoint joint)
        {
            MemberVerdict verdict = Of(node);
            return verdict.Row.Cvl == CvlAction.Invalid || verdict.Charge.Action == LimitAction.Zero ? CvlAction.Blocked : verdict.Row.Cvl;
        }

        CvlAction strictest = CvlAction.Own;
        for (int i = 0; i < joint.Parts.Count; i++)
        {
            if (!joint.IsSeries && FlowOf(joint.Parts[i], isCharge: true) == Flow.Open)
            {
                continue;
            }

            CvlAction part = Strictest(joint.Parts[i]);
            strictest = part > strictest ? part : strictest;
        }

        return strictest;
    }

    private MemberVerdict Of(BankNode node) => _verdicts[((BankMember)node).Number - 1];
}
