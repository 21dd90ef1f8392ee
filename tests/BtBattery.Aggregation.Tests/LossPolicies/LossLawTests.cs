using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Wiring;
using FsCheck;
using FsCheck.Fluent;

namespace BtBattery.Aggregation.Tests.LossPolicies;

/// <summary>Knowing less never allows more: for every bank, whatever is known of its members.</summary>
public sealed class LossLawTests
{
    private const double WakeAmps = 2;

    private static Gen<MemberSituation> Situations { get; } =
        from silence in Gen.OneOf(Gen.Choose(0, 140), Gen.Choose(0, 700), Gen.Choose(0, 60_000))
        from isHeard in Gen.Frequency((19, Gen.Constant(true)), (1, Gen.Constant(false)))
        from hasAnswered in Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false)))
        from reason in Gen.Elements(Enum.GetValues<SilenceReason>())
        from flags in Gen.Elements(true, true, true, false).ArrayOf(2)
        from fets in Gen.Elements(FetState.Closed, FetState.Closed, FetState.Closed, FetState.Open, FetState.Unknown).ArrayOf(2)
        from amps in Gen.Choose(0, 200).ArrayOf(2)
        select new MemberSituation
        {
            Label = "A",
            SilentFor = isHeard ? TimeSpan.FromSeconds(silence) : null,
            HasAnswered = isHeard && hasAnswered,
            SinceStart = TimeSpan.FromDays(1),
            Reason = reason,
            WasMidRange = flags[0],
            WasWarm = flags[1],
            ChargeFet = fets[0],
            DischargeFet = fets[1],
            LastChargeAmps = amps[0],
            LastDischargeAmps = amps[1],
        };

    private static Gen<Case> Cases { get; } =
        from wiring in Banks.Wirings
        from policy in Gen.Elements(Enum.GetValues<LossPolicy>())
        from times in Gen.OneOf(
            Gen.Constant(LossTimes.Of(policy)), Gen.Choose(5, 120).Select(deadline => LossTimes.Of(policy, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(deadline))))
        from situations in Gen.ArrayOf(Situations, wiring.Members.Count)
        from blockedFor in Gen.Elements<int?>(null, 3, 100).ArrayOf(wiring.Members.Count)
        select new Case(wiring, times, situations, [.. blockedFor.Select(seconds => new LossMemory(
            seconds is int blocked ? new MonotonicTime(Banks.Now.SinceOrigin - TimeSpan.FromSeconds(blocked)) : null))]);

    [Fact]
    public void Knowing_less_of_a_member_never_allows_the_bank_more() => Laws.Hold(
        from known in Cases from which in Gen.Choose(0, 3) from what in Gen.Choose(0, 7) from more in Gen.Choose(1, 1000) select (known, which, what, more),
        sample =>
        {
            (Case known, int which, int what, int more) = sample;
            Case less = known.With(which % known.Situations.Length, member => Forget(member, what, TimeSpan.FromSeconds(more)));
            BankVerdict before = known.Evaluate();
            BankVerdict after = less.Evaluate();

            Assert.True(after.Cvl >= before.Cvl, "CVL");
            Assert.True(!after.AreLimitsValid || before.AreLimitsValid, "valid");
            Assert.InRange(less.Total(after, isCharge: true), 0, known.Total(before, isCharge: true) + 1e-9);
            Assert.InRange(less.Total(after, isCharge: false), 0, known.Total(before, isCharge: false) + 1e-9);
        });

    [Fact]
    public void What_the_verdict_calls_zero_is_zero() => Laws.Hold(Cases, known =>
    {
        BankVerdict verdict = known.Evaluate();
        if (verdict.IsChargeZero)
        {
            Assert.Equal(0, known.Total(verdict, isCharge: true));
            Assert.True(verdict.Cvl >= CvlAction.Blocked);
        }

        if (verdict.IsDischargeZero)
            Assert.Equal(0, known.Total(verdict, isCharge: false));
    });

    [Fact]
    public void A_ceiling_never_exceeds_the_last_limit() => Laws.Hold(Cases, known => Assert.All(known.Evaluate().Members, member =>
    {
        MemberSituation situation = known.Situations[member.Number - 1];
        Assert.True(member.Charge.CeilingAmps is not { } charge || charge <= situation.LastChargeAmps);
        Assert.True(member.Discharge.CeilingAmps is not { } discharge || discharge <= situation.LastDischargeAmps);
        Assert.True(member.Charge.Action == LimitAction.Own || member.Charge.Cause.Length > 0);
    }));

    [Fact]
    public void The_order_in_a_parallel_joint_does_not_matter() => Laws.Hold(Cases, known =>
    {
        BankVerdict one = known.Evaluate();
        BankVerdict other = (known with { Wiring = Reversed(known.Wiring) }).Evaluate();
        Assert.Equal((one.AreLimitsValid, one.Cvl, one.IsChargeZero, one.IsDischargeZero), (other.AreLimitsValid, other.Cvl, other.IsChargeZero, other.IsDischargeZero));
        Assert.Equal(one.Members, other.Members);
    });

    /// <summary>The table says what the merge does: the values of a bank are valid exactly where every row that touches them says so.</summary>
    [Fact]
    public void F1_the_merge_shows_what_the_table_says() => Laws.Hold(
        from wiring in Gen.Elements("1", "1+2", "1|2", "1+2+3", "1|2|3") from ages in Gen.Choose(0, 200).ArrayOf(3) select (wiring, ages),
        bank =>
        {
            BankNode wiring = Banks.Wiring(bank.wiring);
            MemberView[] members = Banks.Members([.. wiring.Members.Select(member => Banks.Aged(Banks.Healthy(), TimeSpan.FromSeconds(bank.ages[member.Number - 1])))]);
            BankView view = BankMerge.Merge(wiring, members);
            BankVerdict verdict = LossEvaluator.Evaluate(
                wiring,
                [.. members.Select(_ => LossTimes.Of(LossPolicy.Balanced))],
                [.. members.Select(member => MemberSituation.Of(member, CellBand.Lfp, TimeSpan.FromHours(1)))],
                [],
                WakeAmps,
                Banks.Now);

            bool isShown = verdict.Members.All(member => member.Row.BankValues != Shown.Invalid) && verdict.Members.Any(member => member.Row.BankValues == Shown.Readings);
            Assert.Equal(isShown, view.Voltage is not null);
            Assert.Equal(isShown, view.SocPercent is not null);
            Assert.Equal(isShown, view.HighestCell is not null);
            Assert.Equal(isShown, BankFigures.MeanTemperature(view) is not null);
            Assert.All(verdict.Members, member => Assert.Equal(member.Row.MemberValues == Shown.Readings, members[member.Number - 1].CellVoltage(1) is not null));
        });

    private static MemberSituation Forget(MemberSituation member, int what, TimeSpan more) => what switch
    {
        0 => member with { SilentFor = member.SilentFor + more },
        1 => member with { WasMidRange = false },
        2 => member with { WasWarm = false },
        3 => member with { Reason = SilenceReason.Unexplained },
        4 => member with { LastChargeAmps = null, LastDischargeAmps = null },
        5 => member with { ChargeFet = FetState.Unknown, DischargeFet = FetState.Unknown },
        6 => member with { HasAnswered = false },
        _ => member with { SilentFor = null, HasAnswered = false },
    };

    private static BankNode Reversed(BankNode node) => node is BankJoint joint ? new BankJoint(joint.IsSeries, [.. joint.Parts.Reverse().Select(Reversed)]) : node;

    private sealed record Case(BankNode Wiring, LossTimes Times, MemberSituation[] Situations, LossMemory[] Memory)
    {
        public Case With(int index, Func<MemberSituation, MemberSituation> change)
        {
            MemberSituation[] situations = [.. Situations];
            situations[index] = change(situations[index]);
            return this with { Situations = situations };
        }

        public BankVerdict Evaluate() => LossEvaluator.Evaluate(Wiring, [.. Situations.Select(_ => Times)], Situations, Memory, WakeAmps, Banks.Now);

        /// <summary>
        /// The limit of the bank, shared equally in parallel; nothing while limits are invalid. A member's own limit is the last it had.
        /// </summary>
        public double Total(BankVerdict verdict, bool isCharge) => verdict.AreLimitsValid ? Of(Wiring, verdict, isCharge).Amps : 0;

        private (double Amps, bool Conducts) Of(BankNode node, BankVerdict verdict, bool isCharge)
        {
            if (node is not BankJoint joint)
            {
                int index = ((BankMember)node).Number - 1;
                LimitVerdict limit = isCharge ? verdict.Members[index].Charge : verdict.Members[index].Discharge;
                return (limit.Apply(isCharge ? Situations[index].LastChargeAmps : Situations[index].LastDischargeAmps), limit.Action != LimitAction.Open);
            }

            (double Amps, bool Conducts)[] parts = [.. joint.Parts.Select(part => Of(part, verdict, isCharge))];
            if (joint.IsSeries)
                return (parts.Min(part => part.Amps), parts.All(part => part.Conducts));
            double[] conducting = [.. parts.Where(part => part.Conducts).Select(part => part.Amps)];
            return conducting.Length == 0 ? (0, false) : (Math.Min(conducting.Min() * conducting.Length, conducting.Sum()), true);
        }
    }
}
