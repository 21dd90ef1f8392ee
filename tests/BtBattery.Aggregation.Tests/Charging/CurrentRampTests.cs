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

    [Fact]
    public void What_brought_a_cell_to_a_step_is_tried_again_after_ten_minutes_and_a_little_less_is_given_until_then()
    {
        CurrentBank bank = With(80, hasSteps: true);
        bank.Cause = LimitCause.CellVoltage;
        Assert.Equal(30, After(bank, 30, 1).Discharge);
        bank.Cause = LimitCause.Configured;
        Assert.Equal(0.93 * 80, After(bank, 80, 60).Discharge, 9);
        Assert.Equal(LimitCause.Recovery, bank.Last.Discharge.Deciding.Cause);
        Assert.Equal(0.93 * 80, After(bank, 80, 530).Discharge, 9);
        Assert.Equal(80, After(bank, 80, 20).Discharge);
    }

    [Fact]
    public void A_cell_that_every_higher_current_lifts_over_a_step_gets_the_highest_that_does_not()
    {
        // A cell with 60 A and more comes to the step in the turn after, and falls back with less.
        (int turns, double mean) = AnHour(With(80, hasSteps: true), amps => amps > 60 ? 30 : 80, delay: 1);
        Assert.InRange(turns, 2, 60);
        Assert.InRange(mean, 0.85 * 60, 60);
    }

    [Theory]
    [InlineData(1.5, 6)]
    [InlineData(3, 6)]
    [InlineData(6, 12)]
    public void A_cell_on_a_line_that_falls_with_each_rise_gets_about_what_it_can_take(double ampsPerAmp, int delay)
    {
        // With 40 A the cell allows 40 A; with each ampere more so much less, as chargers follow and the cell answers.
        (int turns, double mean) = AnHour(With(20), amps => Math.Clamp(40 - ampsPerAmp * (amps - 40), 0, 80), delay);
        Assert.InRange(turns, 2, 60);
        Assert.InRange(mean, 0.7 * 40, 1.05 * 40);
    }

    [Fact]
    public void Other_falls_and_curves_with_lines_are_given_back_whole()
    {
        foreach ((bool hasSteps, LimitCause cause) in ((bool, LimitCause)[])[(true, LimitCause.Temperature), (false, LimitCause.CellVoltage)])
        {
            CurrentBank bank = With(80, hasSteps);
            bank.Cause = cause;
            Assert.Equal(30, After(bank, 30, 1).Discharge);
            Assert.Equal(80, After(bank, 80, 60).Discharge);
        }
    }

    /// <summary>Lets a cell answer to what is allowed.</summary>
    /// <returns>How often the limit turned round, and its mean, A.</returns>
    private static (int Turns, double Mean) AnHour(CurrentBank bank, Func<double, double> leaves, int delay)
    {
        Queue<double> under = new(Enumerable.Repeat(bank.Discharge, delay));
        (int turns, double before, bool wasRising) = (0, bank.Discharge, true);
        double ampSeconds = 0;
        for (int second = 0; second < 3600; second++)
        {
            double raw = leaves(under.Dequeue());
            bank.Cause = raw < 80 ? LimitCause.CellVoltage : LimitCause.Configured;
            After(bank, raw, 1);
            under.Enqueue(bank.Discharge);
            if (Math.Abs(bank.Discharge - before) > 3)
            {
                turns += bank.Discharge > before == wasRising ? 0 : 1;
                (before, wasRising) = (bank.Discharge, bank.Discharge > before);
            }

            ampSeconds += bank.Discharge;
        }

        return (turns, ampSeconds / 3600);
    }

    private static CurrentBank With(double amps, bool hasSteps = false)
    {
        var bank = new CurrentBank("1") { HasSteps = hasSteps };
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
