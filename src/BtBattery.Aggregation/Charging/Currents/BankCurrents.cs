using BtBattery.Aggregation.Guard;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging.Currents;

/// <summary>CCL and DCL of a bank, from what its batteries may carry. Pure: the same readings and memory give the same limits.</summary>
public static class BankCurrents
{
    /// <summary>Decides. To be called in every turn, also while no limits may be claimed, so that nothing is taken for news later.</summary>
    /// <param name="bank">What is known of the bank in this turn.</param>
    /// <param name="own">What the own readings of each battery allow; battery 1 first.</param>
    /// <param name="verdict">What the decision table says.</param>
    /// <param name="settings">What the owner chose.</param>
    /// <param name="memory">What the last decision remembered.</param>
    /// <param name="now">The moment of this turn.</param>
    public static CurrentDecision Decide(
        BankView bank, IReadOnlyList<MemberLimits> own, BankVerdict verdict, CurrentSettings settings, CurrentMemory memory, MonotonicTime now)
    {
        ArgumentNullException.ThrowIfNull(bank);
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(memory);
        List<JointTurn> joints = JointTurn.Of(bank, verdict, memory, settings.Reconnect);
        var charge = CurrentFold.Run(isCharge: true, bank, own, verdict, joints, memory.Charge.Amps, now, settings.LeftOut);
        var discharge = CurrentFold.Run(isCharge: false, bank, own, verdict, joints, memory.Discharge.Amps, now, settings.LeftOut);
        var learned = new JointMemory[joints.Count];
        for (int i = 0; i < learned.Length; i++)
        {
            learned[i] = ShareLearner.Learn(joints[i], now, settings.LeftOut);
        }

        (Limit chargeLimit, RampMemory chargeRamp) = Ramped(charge, verdict, memory.Charge, settings.MaxChargeAmps, settings, now);
        (Limit dischargeLimit, RampMemory dischargeRamp) = Ramped(discharge, verdict, memory.Discharge, settings.MaxDischargeAmps, settings, now);
        return new()
        {
            Charge = chargeLimit,
            Discharge = dischargeLimit,
            Risks = RisksOf(joints),
            Members = MembersOf(own, charge, discharge),
            Memory = new()
            {
                Wiring = memory.Wiring ?? bank.Wiring.ToString(),
                Charge = chargeRamp,
                Discharge = dischargeRamp,
                Joints = learned,
            },
        };
    }

    private static (Limit Limit, RampMemory Next) Ramped(
        CurrentFold fold, BankVerdict verdict, RampMemory memory, double maxAmps, CurrentSettings settings, MonotonicTime now)
    {
        if (!verdict.AreLimitsValid)
        {
            return (Limit.Invalid(WhyInvalid(verdict)), memory.Amps is null ? memory : memory with { At = now, AboveSince = null });
        }

        LimitCause cause = fold.Candidates[Limit.LeastOf(fold.Candidates)].Cause;
        (RampMemory next, double? ceiling) = CurrentRamp.Decide(
            Unheard(memory, verdict, fold.IsCharge, now), fold.Amps, cause, settings.RecoveryThreshold * maxAmps, settings, fold.Guard, now);
        if (ceiling is double amps)
        {
            fold.Candidates.Add(new(LimitCause.Recovery, amps));
        }

        return (Limit.Of(fold.Candidates), next);
    }

    /// <summary>
    /// A limit does not rise on the word of a battery that is not heard: while one that conducts is late the ramp stands still, and while one is held the hold begins anew.
    /// </summary>
    private static RampMemory Unheard(RampMemory memory, BankVerdict verdict, bool isCharge, MonotonicTime now)
    {
        RampMemory ramp = memory;
        for (int i = 0; i < verdict.Members.Count; i++)
        {
            LimitAction action = (isCharge ? verdict.Members[i].Charge : verdict.Members[i].Discharge).Action;
            ramp = action == LimitAction.Shrinking ? ramp with { At = now, AboveSince = null }
                : action == LimitAction.NotRising ? ramp with { At = now }
                : ramp;
        }

        return ramp;
    }

    /// <summary>A battery that has not answered, before one that is gone.</summary>
    private static Candidate WhyInvalid(BankVerdict verdict)
    {
        MemberVerdict? gone = null;
        for (int i = 0; i < verdict.Members.Count; i++)
        {
            MemberVerdict member = verdict.Members[i];
            if (member.Condition is MemberCondition.Starting or MemberCondition.NeverSeen)
            {
                return new(LimitCause.NotKnown, 0, Battery: member.Number, Note: member.Row.Cause);
            }

            gone ??= member.Condition == MemberCondition.Gone ? member : null;
        }

        return new(LimitCause.Silent, 0, Battery: gone?.Number ?? 0, Note: gone?.Row.Cause);
    }

    private static ReconnectRisk[] RisksOf(List<JointTurn> joints)
    {
        ReconnectRisk[] risks = [];
        for (int i = 0; i < joints.Count; i++)
        {
            risks = joints[i].Guard.Risks.Count > 0 ? [.. risks, .. joints[i].Guard.Risks] : risks;
        }

        return risks;
    }

    private static MemberCurrent[] MembersOf(IReadOnlyList<MemberLimits> own, CurrentFold charge, CurrentFold discharge)
    {
        var members = new MemberCurrent[own.Count];
        for (int i = 0; i < members.Length; i++)
        {
            int battery = i + 1;
            members[i] = new(battery, charge.AmpsOf(battery), charge.ShareOf(battery), discharge.AmpsOf(battery), discharge.ShareOf(battery));
        }

        return members;
    }
}
