using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Tests.LossPolicies;

/// <summary>A driver that comes back, and what it knows of a battery that has not answered it yet.</summary>
public sealed class LastSeenTests
{
    private static readonly LossTimes s_times = LossTimes.Of(LossPolicy.Balanced);

    private static MemberSituation Silent => new() { Label = "Port", SilentFor = null, HasAnswered = false, SinceStart = TimeSpan.FromSeconds(1) };

    private static MemberSituation Live => MemberSituation.Of(
        Banks.Members(Banks.Healthy())[0], new CellBand(3.2, 3.4), TimeSpan.FromHours(1)) with { LastChargeAmps = 50, LastDischargeAmps = 80 };

    [Fact]
    public void Within_the_hold_time_the_limits_of_the_held_phase_go_on()
    {
        BankVerdict verdict = Restart(after: 10);
        Assert.True(verdict.AreLimitsValid);
        Assert.Equal(MemberCondition.Held, verdict.Members[0].Condition);
        Assert.Equal((25, 40), (verdict.Members[0].Charge.Apply(50), verdict.Members[0].Discharge.Apply(80)));
    }

    [Fact]
    public void After_the_hold_time_nothing_is_claimed()
    {
        BankVerdict verdict = Restart(after: 91);
        Assert.False(verdict.AreLimitsValid);
        Assert.Equal(MemberCondition.Starting, verdict.Members[0].Condition);
    }

    [Fact]
    public void After_a_start_of_the_machine_nothing_is_claimed()
    {
        LastSeen seen = LastSeen.Of(Live, null, Banks.Now)! with { At = null };
        Assert.Equal(Silent, seen.Recall(Silent, Banks.Now));
    }

    [Fact]
    public void A_battery_that_answers_is_believed_and_not_what_was()
    {
        LastSeen seen = LastSeen.Of(Live, null, Banks.Now)!;
        MemberSituation open = Live with { ChargeFet = FetState.Open, LastChargeAmps = 0 };
        Assert.Equal(open, seen.Recall(open, Banks.Now + TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public void Until_it_answers_what_was_kept_is_kept_on()
    {
        LastSeen seen = LastSeen.Of(Live, null, Banks.Now)!;
        Assert.Same(seen, LastSeen.Of(Silent, seen, Banks.Now + TimeSpan.FromSeconds(5)));
        Assert.Null(LastSeen.Of(Silent, null, Banks.Now));
    }

    private static BankVerdict Restart(double after)
    {
        LastSeen seen = LastSeen.Of(Live, null, Banks.Now)!;
        MonotonicTime now = Banks.Now + TimeSpan.FromSeconds(after);
        return LossEvaluator.Evaluate(Banks.Wiring("1"), [s_times], [seen.Recall(Silent, now)], [], 2, now);
    }
}
