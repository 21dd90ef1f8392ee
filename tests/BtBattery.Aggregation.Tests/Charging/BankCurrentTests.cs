using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Charging.Currents;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Tests.Charging;

/// <summary>What batteries may carry together.</summary>
public sealed class BankCurrentTests
{
    [Fact]
    public void A_battery_alone_has_its_own_limits_with_all_that_was_considered()
    {
        var bank = new CurrentBank("1");
        CurrentDecision decision = bank.Turn();
        Assert.Equal((70, 90), (decision.Charge.Value, decision.Discharge.Value));
        Assert.Equal(LimitCause.Configured, Assert.Single(decision.Charge.Candidates).Cause);
        Assert.Equal(new MemberCurrent(1, 70, 1, 90, 1), Assert.Single(decision.Members));
    }

    [Fact]
    public void In_series_the_least_holds_and_says_whose_it_is()
    {
        var bank = new CurrentBank("1+2+3");
        (bank.ChargeAmps[1], bank.DischargeAmps[2]) = (12, 7);
        CurrentDecision decision = bank.Turn();
        Assert.Equal((12, 2), (decision.Charge.Value, decision.Charge.Deciding.Battery));
        Assert.Equal((7, 3), (decision.Discharge.Value, decision.Discharge.Deciding.Battery));
        Assert.Equal([70, 12, 70], decision.Charge.Candidates.Select(candidate => candidate.Value));
    }

    [Fact]
    public void M5_equal_batteries_in_parallel_may_carry_the_sum()
    {
        CurrentDecision decision = new CurrentBank("1|2|3|4").Turn();
        Assert.Equal((280, 360), (decision.Charge.Value!.Value, decision.Discharge.Value!.Value));
        Assert.Equal(LimitCause.Configured, decision.Charge.Deciding.Cause);
        Assert.All(decision.Members, member => Assert.Equal((70, 0.25), (member.ChargeAmps, member.ChargeShare)));
    }

    [Fact]
    public void M5_limits_of_70_and_5_A_with_equal_shares_make_10_A()
    {
        var bank = new CurrentBank("1|2");
        bank.ChargeAmps[1] = 5;
        CurrentDecision decision = bank.Turn();
        Assert.Equal((10, 2), (decision.Charge.Value, decision.Charge.Deciding.Battery));
        Assert.Equal(140, decision.Charge.Candidates[0].Value);
    }

    [Fact]
    public void M5_a_battery_at_0_that_conducts_makes_the_total_0()
    {
        var bank = new CurrentBank("1|2|3");
        bank.DischargeAmps[2] = 0;
        bank.Turn();
        Assert.Equal((0, 210), (bank.Discharge, bank.Charge));
        Assert.Equal(3, bank.Last.Discharge.Deciding.Battery);
    }

    [Fact]
    public void M5_shares_are_by_capacity_before_they_are_measured()
    {
        var bank = new CurrentBank("1|2").Set(2, battery => battery with { FullAh = new(300, Banks.Now) });
        CurrentDecision decision = bank.Turn();
        Assert.Equal(70 / 0.75, decision.Charge.Value!.Value, 9);
        Assert.Equal((LimitCause.Share, 2, 75.0), (decision.Charge.Deciding.Cause, decision.Charge.Deciding.Battery, decision.Charge.Deciding.Reading));
    }

    [Fact]
    public void A_battery_of_which_neither_capacity_nor_share_is_known_might_carry_everything()
    {
        var bank = new CurrentBank("1|2").Set(1, battery => battery with { FullAh = null });
        CurrentDecision decision = bank.Turn();
        Assert.Equal(70, decision.Charge.Value);
        Assert.Contains("BATTERY_CAPACITY", decision.Charge.Deciding.Note, StringComparison.Ordinal);

        // Once it is measured, that is known, and the limit may rise.
        bank.Amps(20, 20).Turns(40);
        Assert.Equal(140, bank.Charge, 9);
    }

    [Fact]
    public void F6_a_battery_whose_FET_is_open_adds_nothing_and_the_others_carry_its_share()
    {
        var bank = new CurrentBank("1|2|3").Set(2, battery => battery with { ChargeFetOn = new(false, Banks.Now) });
        CurrentDecision decision = bank.Turn();
        Assert.Equal((140, 270), (decision.Charge.Value, decision.Discharge.Value));
        Assert.Equal((0, null), (decision.Members[1].ChargeAmps, decision.Members[1].ChargeShare));
        Assert.DoesNotContain(decision.Charge.Candidates, candidate => candidate.Battery == 2);
        Assert.Equal(0.5, decision.Members[0].ChargeShare);
        Assert.Equal(1 / 3.0, decision.Members[0].DischargeShare!.Value, 9);
    }

    [Fact]
    public void F6_a_string_with_an_open_FET_carries_nothing()
    {
        var bank = new CurrentBank("(1+2)|(3+4)").Set(2, battery => battery with { ChargeFetOn = new(false, Banks.Now) });
        CurrentDecision decision = bank.Turn();
        Assert.Equal((70, 180), (decision.Charge.Value, decision.Discharge.Value));
        Assert.Null(decision.Members[0].ChargeShare);
        Assert.Equal(1, decision.Members[3].ChargeShare);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1+2")]
    [InlineData("1|2")]
    public void All_ways_open_is_0_and_says_so(string wiring)
    {
        var bank = new CurrentBank(wiring);
        for (int i = 1; i <= bank.Batteries.Length; i++)
            bank.Set(i, battery => battery with { DischargeFetOn = new(false, Banks.Now) });
        CurrentDecision decision = bank.Turn();
        Assert.Equal((0, LimitCause.FetOpen, 1), (decision.Discharge.Value, decision.Discharge.Deciding.Cause, decision.Discharge.Deciding.Battery));
    }

    [Fact]
    public void A_FET_that_is_not_known_is_0_and_says_so()
    {
        var bank = new CurrentBank("1|2").Set(2, battery => battery with { ChargeFetOn = null });
        CurrentDecision decision = bank.Turn();
        Assert.Equal((0, LimitCause.FetUnknown, 2), (decision.Charge.Value, decision.Charge.Deciding.Cause, decision.Charge.Deciding.Battery));
    }

    [Fact]
    public void M5_a_silent_battery_frees_no_current_for_the_others()
    {
        var bank = new CurrentBank("1|2");
        bank.Turn();
        Assert.Equal(140, bank.Charge);
        bank.IsSilent[1] = true;

        // Late: it does not rise. Held: half of its last limit, and less with time. Blocked: it may still conduct.
        bank.Turns(5);
        Assert.Equal(140, bank.Charge);
        bank.Turns(11);
        Assert.InRange(bank.Charge, 60, 70);
        Assert.Equal((LimitCause.Silent, 2), (bank.Last.Charge.Deciding.Cause, bank.Last.Charge.Deciding.Battery));
        Assert.NotEmpty(bank.Last.Charge.Deciding.Note!);
        double before = bank.Charge;
        bank.Turns(5);
        Assert.InRange(bank.Charge, 10, before - 5);
        bank.Turns(60);
        Assert.Equal((0, 0), (bank.Charge, bank.Discharge));
    }

    [Fact]
    public void F2_after_a_silent_battery_has_come_back_limits_rise_by_hold_and_ramp()
    {
        var bank = new CurrentBank("1|2");
        bank.IsSilent[1] = true;
        bank.Turn();
        bank.Turns(100);
        Assert.Equal(0, bank.Charge);
        bank.IsSilent[1] = false;
        bank.Turn();
        Assert.Equal((0, LimitCause.Recovery), (bank.Charge, bank.Last.Charge.Deciding.Cause));
        bank.Turns(15);
        Assert.Equal(0, bank.Charge);
        bank.Turns(3);
        Assert.Equal(30, bank.Charge, 9);
        bank.Turns(30);
        Assert.Equal(140, bank.Charge);
    }

    [Fact]
    public void While_the_current_of_one_is_not_known_the_limit_does_not_rise()
    {
        var bank = new CurrentBank("1|2");
        bank.ChargeAmps[0] = 20;
        bank.Turn();
        Assert.Equal(40, bank.Charge);
        bank.ChargeAmps[0] = 70;
        bank.Set(2, battery => battery with { Current = null }).Turns(60);
        Assert.Equal((40, LimitCause.Share, 2), (bank.Charge, bank.Last.Charge.Deciding.Cause, bank.Last.Charge.Deciding.Battery));
        bank.Amps(0, 0).Turns(60);
        Assert.Equal(140, bank.Charge);
    }

    [Fact]
    public void M8_a_battery_that_stands_apart_stops_one_direction_and_halves_the_other()
    {
        var bank = new CurrentBank("1|2|3").Set(3, battery => battery with
        {
            Voltage = new(13.5, Banks.Now), ChargeFetOn = new(false, Banks.Now), DischargeFetOn = new(false, Banks.Now),
        });
        CurrentDecision decision = bank.Turn();
        Assert.Equal((70, 0), (decision.Charge.Value, decision.Discharge.Value));
        Assert.Equal((LimitCause.ReconnectGuard, 3), (decision.Charge.Deciding.Cause, decision.Charge.Deciding.Battery));
        Assert.Equal(0.3, decision.Discharge.Deciding.Reading!.Value, 9);
        Assert.Equal(Assert.Single(decision.Risks).Text, decision.Discharge.Deciding.Note);
    }

    [Fact]
    public void What_the_guard_took_is_not_given_back_while_the_current_itself_moves_the_busbar()
    {
        // Charging lifts the others by 0.3 V above the one that is off, and without current they are as high as that.
        var bank = new CurrentBank("1|2|3").Set(3, battery => battery with { ChargeFetOn = new(false, Banks.Now), DischargeFetOn = new(false, Banks.Now) });
        double own = bank.Batteries[2].Voltage!.Value.Value;
        (int turns, bool wasAllowed) = (0, true);
        for (int second = 0; second < 3600; second += 2)
        {
            bool isAllowed = bank.Last is null || bank.Charge > 0;
            turns += isAllowed == wasAllowed ? 0 : 1;
            wasAllowed = isAllowed;
            for (int battery = 1; battery <= 2; battery++)
            {
                bank.Set(battery, said => said with { Voltage = new(isAllowed ? own + 0.3 : own, bank.Now), Current = new(isAllowed ? 10 : 0, bank.Now) });
            }

            bank.Turn();
        }

        Assert.InRange(turns, 3, 25);

        // As soon as it is switched on, there is nothing to wait for but the usual hold.
        bank.Set(3, battery => battery with { ChargeFetOn = new(true, bank.Now), DischargeFetOn = new(true, bank.Now) }).Turns(40);
        Assert.Equal(210, bank.Charge);
    }

    [Fact]
    public void M8_a_battery_far_from_the_busbar_stops_both()
    {
        var bank = new CurrentBank("(1|2)+3").Set(2, battery => battery with
        {
            Voltage = new(12.4, Banks.Now), ChargeFetOn = new(false, Banks.Now), DischargeFetOn = new(false, Banks.Now),
        });
        CurrentDecision decision = bank.Turn();
        Assert.Equal((0, 0), (decision.Charge.Value, decision.Discharge.Value));
        Assert.Equal(LimitCause.ReconnectGuard, decision.Discharge.Deciding.Cause);
    }

    [Fact]
    public void Before_every_battery_has_answered_nothing_is_claimed()
    {
        var bank = new CurrentBank("1|2");
        bank.Set(2, _ => new BatterySnapshot()).Turn();
        Assert.Equal((null, null), (bank.Last.Charge.Value, bank.Last.Discharge.Value));
        Assert.Equal((LimitCause.NotKnown, 2), (bank.Last.Charge.Deciding.Cause, bank.Last.Charge.Deciding.Battery));
    }

    [Fact]
    public void A_string_that_is_gone_makes_both_invalid_and_says_which()
    {
        var bank = new CurrentBank("1+2");
        bank.Turn();
        bank.IsSilent[1] = true;
        bank.Turns(100);
        Assert.Null(bank.Last.Charge.Value);
        Assert.Equal((LimitCause.Silent, 2), (bank.Last.Charge.Deciding.Cause, bank.Last.Charge.Deciding.Battery));

        // What was given last was 0; so much is remembered however long it takes.
        bank.IsSilent[1] = false;
        bank.Turn(100_000);
        Assert.Equal(0, bank.Charge);
    }
}
