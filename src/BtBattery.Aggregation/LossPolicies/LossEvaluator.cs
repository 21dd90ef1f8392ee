using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Wiring;

namespace BtBattery.Aggregation.LossPolicies;

/// <summary>Reads the decision table for a bank. Pure: the same situations and memory give the same verdict.</summary>
public static class LossEvaluator
{
    private static readonly (string Open, string Unknown) s_charge = ("its charge FET is open", "it does not say whether its charge FET is closed");

    private static readonly (string Open, string Unknown) s_discharge = ("its discharge FET is open", "it does not say whether its discharge FET is closed");

    /// <summary>Decides.</summary>
    /// <param name="wiring">How the bank is wired.</param>
    /// <param name="times">When a silent member goes from one condition to the next, and under which policy; of each battery, battery 1 first.</param>
    /// <param name="situations">What is known of each battery; battery 1 first.</param>
    /// <param name="memory">What the last verdict remembered; empty before the first.</param>
    /// <param name="wakeAmps">WAKE_CURRENT, A.</param>
    /// <param name="now">The moment of this turn.</param>
    public static BankVerdict Evaluate(
        BankNode wiring,
        IReadOnlyList<LossTimes> times,
        IReadOnlyList<MemberSituation> situations,
        IReadOnlyList<LossMemory> memory,
        double wakeAmps,
        MonotonicTime now)
    {
        ArgumentNullException.ThrowIfNull(wiring);
        ArgumentNullException.ThrowIfNull(times);
        ArgumentNullException.ThrowIfNull(situations);
        ArgumentNullException.ThrowIfNull(memory);
        var verdicts = new MemberVerdict[situations.Count];
        var next = new LossMemory[situations.Count];
        Decide(wiring, MemberRole.Only);
        var fold = new LossFold(verdicts);
        Validity validity = fold.ValidityOf(wiring);
        Flow charge = fold.FlowOf(wiring, isCharge: true);
        return new BankVerdict
        {
            Members = verdicts,
            AreLimitsValid = validity == Validity.Valid,
            Cvl = validity != Validity.Valid ? CvlAction.Invalid : fold.CvlOf(wiring),
            IsChargeZero = charge != Flow.Some,
            IsDischargeZero = fold.FlowOf(wiring, isCharge: false) != Flow.Some,
            BmsCable = verdicts.Max(verdict => verdict.Row.BmsCable),
            Memory = next,
        };

        void Decide(BankNode node, MemberRole role)
        {
            if (node is BankJoint joint)
            {
                for (int i = 0; i < joint.Parts.Count; i++)
                {
                    Decide(joint.Parts[i], joint.IsSeries ? MemberRole.Series : MemberRole.Parallel);
                }

                return;
            }

            int index = ((BankMember)node).Number - 1;
            LossMemory remembered = index < memory.Count ? memory[index] : default;
            (verdicts[index], next[index]) = DecideMember(index + 1, role, times[index], situations[index], remembered, wakeAmps, now);
        }
    }

    /// <summary>How much is known of a member.</summary>
    /// <param name="times">When it goes from one condition to the next.</param>
    /// <param name="member">What is known of it.</param>
    /// <param name="blockedFor">For how long it has been blocked; zero if it is not.</param>
    public static MemberCondition ConditionOf(LossTimes times, MemberSituation member, TimeSpan blockedFor)
    {
        ArgumentNullException.ThrowIfNull(times);
        ArgumentNullException.ThrowIfNull(member);
        if (member.SilentFor is not { } silence || (!member.HasAnswered && silence >= times.BlockedFrom))
        {
            return member.SinceStart > LossTimes.NeverSeenAfter ? MemberCondition.NeverSeen : MemberCondition.Starting;
        }

        // After a restart nothing is live before it has answered, however recent the former process' last frame.
        if (member.HasAnswered && silence <= times.HeldFrom)
        {
            return silence > times.LateAfter ? MemberCondition.Late : MemberCondition.Live;
        }

        // What the former process read last would still hold: also a battery that is nearly full or empty is then held and not blocked, or every restart would stop the inverter.
        if (!member.HasAnswered && silence <= times.HeldFrom && blockedFor == TimeSpan.Zero && !member.WasMidRange)
        {
            return MemberCondition.Held;
        }

        return (member.WasMidRange ? HeldCondition(times, member, silence, isBlocked: blockedFor > TimeSpan.Zero) : null)
            ?? (silence >= times.GoneFrom && blockedFor >= LossTimes.LeastBlocked ? MemberCondition.Gone : MemberCondition.Blocked);
    }

    /// <summary>What is blocked stays so until the battery answers: to release its link then gives nothing back.</summary>
    private static MemberCondition? HeldCondition(LossTimes times, MemberSituation member, TimeSpan silence, bool isBlocked) => member.Reason switch
    {
        SilenceReason.Released when !isBlocked && silence < times.ExcusedUntil => MemberCondition.Released,
        SilenceReason.Intermittent when silence < times.ExcusedUntil => MemberCondition.Intermittent,
        _ when silence < times.ChargeBlockedFrom => MemberCondition.Held,
        SilenceReason.Asleep when member.WasWarm && silence < times.AsleepUntil => MemberCondition.Asleep,
        _ when silence < times.BlockedFrom => MemberCondition.DischargeKept,
        _ => null,
    };

    private static (MemberVerdict Verdict, LossMemory Next) DecideMember(
        int number, MemberRole role, LossTimes times, MemberSituation member, LossMemory memory, double wakeAmps, MonotonicTime now)
    {
        TimeSpan blockedFor = memory.BlockedSince is { } since ? now - since : TimeSpan.Zero;
        MemberCondition condition = ConditionOf(times, member, blockedFor);
        LossRow row = LossTable.Find(condition, role, times.Policy)
            ?? throw new InvalidOperationException($"The table has no row for {condition}, {role}, {times.Policy}.");
        var verdict = new MemberVerdict(
            number,
            member.Label,
            row,
            Limit(row.Charge, member.ChargeFet, s_charge, member.LastChargeAmps),
            Limit(row.Discharge, member.DischargeFet, s_discharge, member.LastDischargeAmps));
        bool isBlocked = condition is MemberCondition.Blocked or MemberCondition.Gone;
        return (verdict, new LossMemory(isBlocked ? memory.BlockedSince ?? now : null));

        LimitVerdict Limit(LimitRule rule, FetState fet, (string Open, string Unknown) causes, double? lastAmps)
        {
            if (rule.Action == LimitAction.Invalid)
            {
                return new(LimitAction.Invalid, 0, row.Cause);
            }

            if (condition is MemberCondition.Blocked or MemberCondition.Gone && role == MemberRole.Parallel && times.LeftOut == SafetyRule.SilenceConducts)
            {
                return new(LimitAction.Open, 0, row.Cause);
            }

            fet = times.LeftOut == SafetyRule.OpenFets ? FetState.Closed : fet;
            if (fet == FetState.Open)
            {
                return new(LimitAction.Open, 0, causes.Open);
            }

            if (fet == FetState.Unknown)
            {
                return new(LimitAction.Zero, 0, causes.Unknown);
            }

            double last = Math.Max(0, lastAmps ?? 0);
            double? ceiling = rule.Action switch
            {
                LimitAction.Own => null,
                LimitAction.NotRising => last,
                LimitAction.Shrinking when times.LeftOut == SafetyRule.ShrinkingLimits => last,
                LimitAction.Shrinking => last * Share(rule, times.SpanOf(condition), member.SilentFor ?? TimeSpan.MaxValue),
                LimitAction.WakeCurrent => Math.Min(Math.Max(0, wakeAmps), rule.From * last),
                _ => 0,
            };
            return new(rule.Action, ceiling, row.Cause);
        }
    }

    private static double Share(LimitRule rule, (TimeSpan From, TimeSpan To) span, TimeSpan silence)
    {
        double passed = span.To > span.From ? Math.Clamp((silence - span.From) / (span.To - span.From), 0, 1) : 1;
        return rule.From + (rule.To - rule.From) * passed;
    }
}
