using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Charging.Currents;

namespace BtBattery.Aggregation.Tests.Charging;

/// <summary>Falls at once, rises by hold and ramp.</summary>
public sealed class CurrentRampTests
{
    [Fact]
    public void The_first_limit_is_given_at_once() => Assert.Equal(90, With(90).Discharge);

    [Fact]
    public void It_falls_at_once_and_rises_after_30_s_by_5_A_per_second()
    {
        CurrentBank bank = With(90);
        Assert.Equal(10, After(bank, 10, 1).Discharge);
        Assert.Equal(10, After(bank, 60, 1).Discharge);
        Assert.Equal(10, After(bank, 60, 30).Discharge);
        Assert.Equal(15, After(bank, 60, 1).Discharge, 9);
        Assert.Equal(LimitCause.Recovery, bank.Last.Discharge.Deciding.Cause);
        Assert.Equal(60, After(bank, 60, 9).Discharge, 9);
        Assert.Equal(LimitCause.Configured, bank.Last.Discharge.Deciding.Cause);
    }

    [Fact]
    public void From_0_it_rises_only_above_the_threshold()
    {
        // 1.5 % of 180 A are 2.7 A.
        CurrentBank bank = With(0);
        Assert.Equal(0, After(bank, 2.6, 100).Discharge);
        Assert.Equal(LimitCause.Recovery, bank.Last.Discharge.Deciding.Cause);
        Assert.Equal(2.8, After(bank, 2.8, 100).Discharge);
        Assert.Equal(1, After(bank, 1, 1).Discharge);
    }

    [Fact]
    public void A_cell_at_a_threshold_neither_chatters_nor_starves()
    {
        // Every 10 s the step rule says something else: the lower value holds throughout.
        CurrentBank bank = With(70);
        var given = new List<double>();
        for (int i = 0; i < 60; i++)
        {
            After(bank, i % 2 == 0 ? 35 : 70, 10);
            given.Add(bank.Discharge);
        }

        Assert.All(given, amps => Assert.Equal(35, amps));

        // As soon as it stays above, the limit follows.
        Assert.Equal(70, After(bank, 70, 40).Discharge);
    }

    [Fact]
    public void Noise_on_a_slope_does_not_hold_a_limit_down()
    {
        // The raw limit creeps up by 0.05 A/s under noise of 1 A: what is given follows it, and changes direction seldom.
        CurrentBank bank = With(20);
        var random = new Random(7);
        (int falls, double before) = (0, 20.0);
        for (int i = 1; i <= 900; i++)
        {
            double raw = 20 + 0.05 * i + random.NextDouble() * 2 - 1;
            After(bank, raw, 1);
            Assert.InRange(bank.Discharge, 20 + 0.05 * i - 5, raw);
            falls += bank.Discharge < before ? 1 : 0;
            before = bank.Discharge;
        }

        Assert.InRange(falls, 1, 60);
    }

    [Theory]
    [InlineData("1", 70)]
    [InlineData("1|2", 140)]
    public void A_limit_does_not_rise_on_the_word_of_a_battery_that_is_not_heard(string wiring, double whole)
    {
        var bank = new CurrentBank(wiring);
        bank.ChargeAmps[0] = 0;
        bank.Turns(3);
        bank.ChargeAmps[0] = 70;
        bank.Turns(10);
        bank.IsSilent[0] = true;
        for (int second = 0; second < 300; second += 2)
        {
            Assert.Equal(0, bank.Turn().Charge.Value ?? 0);
        }

        bank.IsSilent[0] = false;
        Assert.Equal(0, bank.Turns(14).Charge.Value);
        Assert.Equal(whole, bank.Turns(20).Charge.Value);
    }

    [Fact]
    public void While_a_battery_is_late_the_ramp_only_stands_still()
    {
        var bank = new CurrentBank("1");
        bank.ChargeAmps[0] = 0;
        bank.Turns(3);
        bank.ChargeAmps[0] = 70;
        bank.Turns(12);
        bank.IsSilent[0] = true;
        Assert.Equal(0, bank.Turns(8).Charge.Value);
        bank.IsSilent[0] = false;
        Assert.InRange(bank.Turns(3).Charge.Value!.Value, 10, 30);
    }

    [Fact]
    public void After_a_short_restart_it_goes_on_where_it_was()
    {
        CurrentBank bank = With(90);
        After(bank, 0, 1);
        CurrentMemory kept = bank.Memory;
        var other = new CurrentBank("1");
        other.Memory = kept.AfterRestart(Banks.Wiring("1"), bank.Now + TimeSpan.FromSeconds(119));
        other.Turn();
        Assert.Equal(0, other.Discharge);

        // After a long one nothing runs on its word any more, and the loads get what is there.
        other.Memory = kept.AfterRestart(Banks.Wiring("1"), bank.Now + TimeSpan.FromSeconds(121));
        other.Turn();
        Assert.Equal(90, other.Discharge);

        // Moments of another boot mean nothing.
        other.Memory = (kept with { Discharge = kept.Discharge with { At = null } }).AfterRestart(Banks.Wiring("1"), bank.Now);
        Assert.Equal(RampMemory.None, other.Memory.Discharge);
    }

    [Fact]
    public void A_bank_that_is_wired_differently_learns_anew()
    {
        CurrentBank bank = new CurrentBank("1|2").Amps(20, 20);
        bank.Turns(5);
        Assert.NotEmpty(bank.Memory.AfterRestart(Banks.Wiring("1|2"), bank.Now).Joints);
        Assert.Empty(bank.Memory.AfterRestart(Banks.Wiring("2|1"), bank.Now).Joints);
    }

    private static CurrentBank With(double amps)
    {
        var bank = new CurrentBank("1");
        bank.DischargeAmps[0] = amps;
        bank.Turn();
        return bank;
    }

    private static CurrentBank After(CurrentBank bank, double raw, int seconds)
    {
        bank.DischargeAmps[0] = raw;
        bank.Turns(seconds, 1);
        return bank;
    }
}
