using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Tests.LossPolicies;

/// <summary>A battery falls silent, and time passes.</summary>
public sealed class LossStoryTests
{
    private static readonly MemberSituation s_live = new()
    {
        Label = "Starboard",
        SilentFor = TimeSpan.FromSeconds(1),
        HasAnswered = true,
        SinceStart = TimeSpan.FromHours(1),
        WasMidRange = true,
        WasWarm = true,
        ChargeFet = FetState.Closed,
        DischargeFet = FetState.Closed,
        LastChargeAmps = 50,
        LastDischargeAmps = 100,
    };

    [Theory]
    [InlineData(1, MemberCondition.Live, CvlAction.Own, null, null)]
    [InlineData(6, MemberCondition.Live, CvlAction.Own, null, null)]
    [InlineData(7, MemberCondition.Late, CvlAction.NotRising, 50.0, 100.0)]
    [InlineData(30, MemberCondition.Late, CvlAction.NotRising, 50.0, 100.0)]
    [InlineData(31, MemberCondition.Held, CvlAction.FloatOrBelow, 24.67, 49.33)]
    [InlineData(60, MemberCondition.Held, CvlAction.FloatOrBelow, 15.0, 30.0)]
    [InlineData(89, MemberCondition.Held, CvlAction.FloatOrBelow, 5.33, 10.67)]
    [InlineData(90, MemberCondition.Blocked, CvlAction.Blocked, 0.0, 0.0)]
    [InlineData(119, MemberCondition.Blocked, CvlAction.Blocked, 0.0, 0.0)]
    [InlineData(120, MemberCondition.Gone, CvlAction.Invalid, 0.0, 0.0)]
    public void Balanced_alone(int seconds, MemberCondition condition, CvlAction cvl, double? charge, double? discharge)
    {
        BankVerdict verdict = After(seconds, LossPolicy.Balanced, s_live);
        AssertVerdict(verdict, condition, cvl, charge, discharge);
        Assert.Equal(condition != MemberCondition.Gone, verdict.AreLimitsValid);
        Assert.Equal(condition >= MemberCondition.Blocked, verdict.IsChargeZero);
    }

    [Theory]
    [InlineData(44, MemberCondition.Held, 5.5, 11.0)]
    [InlineData(45, MemberCondition.Blocked, 0.0, 0.0)]
    [InlineData(60, MemberCondition.Gone, 0.0, 0.0)]
    public void Cautious_stops_early(int seconds, MemberCondition condition, double charge, double discharge) =>
        AssertVerdict(After(seconds, LossPolicy.Cautious, s_live), condition, null, charge, discharge);

    [Theory]
    [InlineData(60, MemberCondition.Held, CvlAction.FloatOrBelow, 15.0, 75.0)]
    [InlineData(90, MemberCondition.DischargeKept, CvlAction.Blocked, 0.0, 50.0)]
    [InlineData(345, MemberCondition.DischargeKept, CvlAction.Blocked, 0.0, 37.5)]
    [InlineData(600, MemberCondition.Blocked, CvlAction.Blocked, 0.0, 0.0)]
    [InlineData(630, MemberCondition.Gone, CvlAction.Invalid, 0.0, 0.0)]
    public void Keep_sailing_keeps_discharging_and_never_charging(int seconds, MemberCondition condition, CvlAction cvl, double charge, double discharge) =>
        AssertVerdict(After(seconds, LossPolicy.KeepSailing, s_live), condition, cvl, charge, discharge);

    [Fact]
    public void Cells_that_were_not_mid_range_block_at_once()
    {
        MemberSituation full = s_live with { WasMidRange = false };
        Assert.Equal(MemberCondition.Late, After(30, LossPolicy.KeepSailing, full).Members[0].Condition);
        BankVerdict verdict = After(31, LossPolicy.KeepSailing, full);
        AssertVerdict(verdict, MemberCondition.Blocked, CvlAction.Blocked, 0, 0);
        Assert.True(verdict.AreLimitsValid);
        Assert.Equal(2, verdict.BmsCable);
    }

    [Fact]
    public void F2_zero_is_said_for_nine_seconds_before_nothing_is_said()
    {
        // The process stood still: silence jumps from 20 s to 300 s between two turns.
        LossMemory[] memory = [];
        for (int second = 0; second <= 12; second++)
        {
            MonotonicTime now = new(Banks.Now.SinceOrigin + TimeSpan.FromSeconds(second));
            BankVerdict verdict = LossEvaluator.Evaluate(
                Banks.Wiring("1"), [LossTimes.Of(LossPolicy.Balanced)], [s_live with { SilentFor = TimeSpan.FromSeconds(300 + second) }], memory, 2, now);
            memory = [.. verdict.Memory];
            Assert.Equal(second >= 9 ? MemberCondition.Gone : MemberCondition.Blocked, verdict.Members[0].Condition);
        }

        Assert.Null(After(1, LossPolicy.Balanced, s_live).Memory[0].BlockedSince);
    }

    [Theory]
    [InlineData(SilenceReason.Released, 315, MemberCondition.Released, 15.0)]
    [InlineData(SilenceReason.Released, 600, MemberCondition.Blocked, 0.0)]
    [InlineData(SilenceReason.Released, 630, MemberCondition.Gone, 0.0)]
    [InlineData(SilenceReason.Intermittent, 543, MemberCondition.Intermittent, 7.0)]
    [InlineData(SilenceReason.Intermittent, 600, MemberCondition.Blocked, 0.0)]
    public void Released_and_intermittent_members_shrink_for_ten_minutes(SilenceReason reason, int seconds, MemberCondition condition, double charge) =>
        AssertVerdict(After(seconds, LossPolicy.Balanced, s_live with { Reason = reason }, wasBlocked: seconds > 600), condition, null, charge, 2 * charge);

    [Fact]
    public void A_member_presumed_asleep_may_be_woken()
    {
        MemberSituation asleep = s_live with { Reason = SilenceReason.Asleep };
        AssertVerdict(After(4000, LossPolicy.Balanced, asleep), MemberCondition.Asleep, CvlAction.FloatOrBelow, 2, 0);
        AssertVerdict(After(60, LossPolicy.Balanced, asleep), MemberCondition.Held, CvlAction.FloatOrBelow, 15, 30);
        AssertVerdict(After(4000, LossPolicy.Balanced, asleep with { LastChargeAmps = 8 }), MemberCondition.Asleep, CvlAction.FloatOrBelow, 0.8, 0);
        Assert.Equal(MemberCondition.Gone, After(4000, LossPolicy.Balanced, asleep with { WasWarm = false }).Members[0].Condition);
        Assert.Equal(MemberCondition.Gone, After(4000, LossPolicy.Balanced, asleep with { WasMidRange = false }).Members[0].Condition);
        Assert.Equal(MemberCondition.Gone, After(4000, LossPolicy.Cautious, asleep).Members[0].Condition);
        Assert.Equal(MemberCondition.Gone, After(43_200, LossPolicy.Balanced, asleep).Members[0].Condition);
    }

    [Fact]
    public void M13_no_limits_before_every_member_has_answered()
    {
        MemberSituation starting = s_live with { SilentFor = null, HasAnswered = false, SinceStart = TimeSpan.FromSeconds(20) };
        foreach (string wiring in (string[])["1+2", "1|2"])
        {
            BankVerdict verdict = Evaluate(wiring, s_live, starting);
            Assert.False(verdict.AreLimitsValid);
            Assert.Equal((CvlAction.Invalid, 0), (verdict.Cvl, verdict.BmsCable));
            Assert.Equal("Starboard: has not answered yet; limits are given when every battery has", verdict.Members[1].Cause);
            Assert.Equal(MemberCondition.NeverSeen, Evaluate(wiring, s_live, starting with { SinceStart = TimeSpan.FromSeconds(121) }).Members[1].Condition);
        }
    }

    [Theory]
    [InlineData(5, MemberCondition.Held, true)]
    [InlineData(60, MemberCondition.Held, true)]
    [InlineData(90, MemberCondition.NeverSeen, false)]
    public void After_a_restart_a_member_goes_on_as_held(int seconds, MemberCondition condition, bool isValid)
    {
        BankVerdict verdict = Evaluate("1", s_live with { HasAnswered = false, SilentFor = TimeSpan.FromSeconds(seconds) });
        Assert.Equal((condition, isValid), (verdict.Members[0].Condition, verdict.AreLimitsValid));
    }

    [Theory]
    [InlineData(5, MemberCondition.Held)]
    [InlineData(30, MemberCondition.Held)]
    [InlineData(31, MemberCondition.Blocked)]
    public void After_a_restart_one_that_is_nearly_full_is_held_while_its_last_reading_would_hold(int seconds, MemberCondition condition) => Assert.Equal(
        condition, Evaluate("1", s_live with { HasAnswered = false, WasMidRange = false, SilentFor = TimeSpan.FromSeconds(seconds) }).Members[0].Condition);

    [Fact]
    public void Last_limits_that_are_not_known_leave_nothing() =>
        AssertVerdict(After(60, LossPolicy.Balanced, s_live with { LastChargeAmps = null, LastDischargeAmps = null }), MemberCondition.Held, null, 0, 0);

    [Fact]
    public void M1_F2_a_string_is_gone_with_one_member_and_a_parallel_bank_is_blocked()
    {
        MemberSituation gone = s_live with { SilentFor = TimeSpan.FromMinutes(5) };
        Assert.False(EvaluateGone("1+2", s_live, gone).AreLimitsValid);

        BankVerdict parallel = EvaluateGone("1|2", s_live, gone);
        Assert.True(parallel.AreLimitsValid);
        Assert.Equal((true, true, CvlAction.Blocked), (parallel.IsChargeZero, parallel.IsDischargeZero, parallel.Cvl));
        Assert.Equal((LimitAction.Own, LimitAction.Zero), (parallel.Members[0].Charge.Action, parallel.Members[1].Charge.Action));

        Assert.False(EvaluateGone("1|2", gone, gone).AreLimitsValid);
        Assert.True(EvaluateGone("(1+2)|(3+4)", gone, s_live, s_live, s_live).AreLimitsValid);
        Assert.False(EvaluateGone("(1+2)|(3+4)", gone, s_live, s_live, gone).AreLimitsValid);
        Assert.True(EvaluateGone("(1|2)+(3|4)", gone, s_live, s_live, gone).IsDischargeZero);
    }

    [Fact]
    public void F6_an_open_FET_frees_the_others_and_silence_does_not()
    {
        MemberSituation open = s_live with { ChargeFet = FetState.Open };
        BankVerdict verdict = Evaluate("1|2", s_live, open);
        Assert.Equal((LimitAction.Open, 0.0), (verdict.Members[1].Charge.Action, verdict.Members[1].Charge.CeilingAmps));
        Assert.Equal(LimitAction.Own, verdict.Members[1].Discharge.Action);
        Assert.Equal((false, false, CvlAction.Own), (verdict.IsChargeZero, verdict.IsDischargeZero, verdict.Cvl));

        BankVerdict silentAndOpen = Evaluate("1|2", s_live, open with { SilentFor = TimeSpan.FromSeconds(100), DischargeFet = FetState.Open });
        Assert.Equal((false, false, CvlAction.Own), (silentAndOpen.IsChargeZero, silentAndOpen.IsDischargeZero, silentAndOpen.Cvl));
        Assert.True(Evaluate("1|2", s_live, s_live with { SilentFor = TimeSpan.FromSeconds(100) }).IsChargeZero);
    }

    [Fact]
    public void An_open_charge_FET_in_a_string_lowers_the_charge_voltage()
    {
        BankVerdict verdict = Evaluate("1+2", s_live, s_live with { ChargeFet = FetState.Open });
        Assert.Equal((true, false, CvlAction.Blocked), (verdict.IsChargeZero, verdict.IsDischargeZero, verdict.Cvl));
        Assert.Equal(CvlAction.Own, Evaluate("(1+2)|(3+4)", s_live, s_live with { ChargeFet = FetState.Open }, s_live, s_live).Cvl);
    }

    [Fact]
    public void F5_a_FET_of_which_nothing_is_known_counts_as_conducting_nothing()
    {
        BankVerdict verdict = Evaluate("1|2", s_live, s_live with { ChargeFet = FetState.Unknown });
        Assert.True(verdict.IsChargeZero);
        Assert.Equal("it does not say whether its charge FET is closed", verdict.Members[1].Charge.Cause);
    }

    [Fact]
    public void A_situation_is_read_from_the_member()
    {
        MemberView member = Banks.Members(Banks.Aged(Banks.Healthy() with { ChargeFetOn = new(false, Banks.Now) }, TimeSpan.FromSeconds(40)))[0];
        MemberSituation situation = MemberSituation.Of(member, CellBand.Lfp, TimeSpan.FromMinutes(9));

        Assert.Equal(TimeSpan.FromSeconds(40), situation.SilentFor);
        Assert.Equal((FetState.Open, FetState.Closed, true, true), (situation.ChargeFet, situation.DischargeFet, situation.WasMidRange, situation.WasWarm));

        BatterySnapshot quiet = Banks.Healthy() with { ChargeFetOn = Banks.Aged(Banks.Healthy(), TimeSpan.FromMinutes(1)).ChargeFetOn, Temperatures = new([5.0, 20.0], Banks.Now) };
        situation = MemberSituation.Of(Banks.Members(quiet)[0], CellBand.LiIon, TimeSpan.FromMinutes(9));
        Assert.Equal((FetState.Unknown, false, false), (situation.ChargeFet, situation.WasMidRange, situation.WasWarm));
        Assert.Null(MemberSituation.Of(Banks.Members(BatterySnapshot.Empty)[0], CellBand.Lfp, TimeSpan.Zero).SilentFor);
    }

    [Fact]
    public void One_cell_that_is_not_mid_range_or_not_known_is_enough()
    {
        Assert.True(CellBand.Lfp.Holds(Cells(3.225, 3.375)));
        Assert.All(
            (double?[])[3.22, 3.38, null, double.NaN, 0],
            odd => Assert.False(CellBand.Lfp.Holds(Cells(3.3, odd)) || CellBand.Lfp.Holds(Cells(odd, 3.3))));
        Assert.False(CellBand.Lfp.Holds(Cells()) || CellBand.Lfp.Holds(BatterySnapshot.Empty));

        static BatterySnapshot Cells(params double?[] cells) => new() { CellVoltages = new(cells, Banks.Now) };
    }

    private static BankVerdict After(int seconds, LossPolicy policy, MemberSituation member, bool wasBlocked = true)
    {
        LossMemory[] memory = wasBlocked ? [new(new(Banks.Now.SinceOrigin - TimeSpan.FromSeconds(9)))] : [];
        return LossEvaluator.Evaluate(
            Banks.Wiring("1"), [LossTimes.Of(policy)], [member with { SilentFor = TimeSpan.FromSeconds(seconds) }], memory, wakeAmps: 2, Banks.Now);
    }

    private static BankVerdict Evaluate(string wiring, params MemberSituation[] members) => LossEvaluator.Evaluate(
        Banks.Wiring(wiring), [.. members.Select(_ => LossTimes.Of(LossPolicy.Balanced))], members, [], wakeAmps: 2, Banks.Now);

    private static BankVerdict EvaluateGone(string wiring, params MemberSituation[] members) => LossEvaluator.Evaluate(
        Banks.Wiring(wiring),
        [.. members.Select(_ => LossTimes.Of(LossPolicy.Balanced))],
        members,
        [.. members.Select(member => new LossMemory(member.SilentFor > TimeSpan.FromMinutes(1) ? default(MonotonicTime) : null))],
        wakeAmps: 2,
        Banks.Now);

    private static void AssertVerdict(BankVerdict verdict, MemberCondition condition, CvlAction? cvl, double? charge, double? discharge)
    {
        MemberVerdict member = verdict.Members[0];
        Assert.Equal((condition, cvl ?? verdict.Cvl), (member.Condition, verdict.Cvl));
        AssertAmps(charge, member.Charge.CeilingAmps);
        AssertAmps(discharge, member.Discharge.CeilingAmps);
    }

    private static void AssertAmps(double? expected, double? amps)
    {
        Assert.Equal(expected is null, amps is null);
        Assert.Equal(expected ?? 0, amps ?? 0, 0.005);
    }
}
