using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Charging.Voltage;

namespace BtBattery.Aggregation.Tests.Charging.Voltage;

/// <summary>Bulk, absorption, float and back, as a battery of four cells sees them.</summary>
public sealed class ChargeStageTests
{
    [Fact]
    public void F3_the_charge_voltage_is_that_of_the_cells_that_are_there()
    {
        Assert.Equal(4 * 3.45, new VoltageStory().Recovered(55.2).Turn(Banks.Healthy()).Limit.Value!.Value, 9);
        Assert.Equal(16 * 3.45, new VoltageStory().Recovered(55.2).Turn(Banks.Healthy(cells: 16)).Limit.Value!.Value, 9);
    }

    [Theory]
    [InlineData(false, 3.30, 3.45, ChargeStage.Bulk)]
    [InlineData(false, 3.445, 3.45, ChargeStage.Absorption)]
    [InlineData(true, 3.30, 3.35, ChargeStage.Float)]
    [InlineData(true, 3.445, 3.35, ChargeStage.Float)]
    public void Without_control_it_is_fixed(bool isLinear, double cell, double expected, ChargeStage stage)
    {
        VoltageStory story = new VoltageStory().Recovered(13.8);
        story.Settings = story.Settings with { IsControlled = false, IsLinear = isLinear };
        VoltageDecision decision = story.Turns(3600, 99, cell, cell, cell, cell);
        Assert.Equal(4 * expected, decision.Limit.Value!.Value, 9);
        Assert.Equal(stage, decision.Stage);
    }

    [Fact]
    public void Bulk_absorption_float_and_bulk_again()
    {
        VoltageStory story = new VoltageStory().Recovered(13.8);
        VoltageDecision bulk = story.Turns(60, 80, 3.40, 3.40, 3.40, 3.40);
        Assert.Equal((ChargeStage.Bulk, 13.8, LimitCause.Configured), (bulk.Stage, Math.Round(bulk.Limit.Value!.Value, 9), bulk.Limit.Deciding.Cause));

        // Within 0.02 V per cell counts: chargers settle a little low, and boards measure a little low.
        Assert.Equal(ChargeStage.Bulk, story.Turns(60, 95, 3.429, 3.429, 3.429, 3.429).Stage);
        VoltageDecision absorption = story.Turns(900, 99, 3.431, 3.431, 3.431, 3.431);
        Assert.Equal((ChargeStage.Absorption, 13.8), (absorption.Stage, Math.Round(absorption.Limit.Value!.Value, 9)));

        // 0.0005 V per second and cell: 0.1 V per cell take 200 s.
        Assert.Equal(ChargeStage.FloatTransition, story.Turns(1, 99, 3.431, 3.431, 3.431, 3.431).Stage);
        VoltageDecision halfway = story.Turns(100, 99, 3.42, 3.42, 3.42, 3.42);
        Assert.Equal((ChargeStage.FloatTransition, 13.6, LimitCause.Stage), (halfway.Stage, Math.Round(halfway.Limit.Value!.Value, 9), halfway.Limit.Deciding.Cause));
        VoltageDecision floating = story.Turns(101, 99, 3.35, 3.35, 3.35, 3.35);
        Assert.Equal((ChargeStage.Float, 13.4), (floating.Stage, Math.Round(floating.Limit.Value!.Value, 9)));
        Assert.Equal(ChargeStage.Float, story.Turns(100_000, 90, 3.33, 3.33, 3.33, 3.33).Stage);

        Assert.Equal(ChargeStage.Bulk, story.Turns(1, 89.9, 3.33, 3.33, 3.33, 3.33).Stage);
        Assert.Equal(13.8, story.Turns(60 + 201, 89.9, 3.33, 3.33, 3.33, 3.33).Limit.Value!.Value, 9);
        Assert.Equal(TimeSpan.Zero, story.Memory.AbsorbedFor);
    }

    [Fact]
    public void The_time_of_absorption_stands_still_while_a_load_draws_the_battery_down_and_begins_anew_when_it_is_no_longer_full()
    {
        VoltageStory story = new VoltageStory().Recovered(13.8);
        story.Turns(301, 99, 3.45, 3.45, 3.45, 3.45);
        Assert.Equal(300, story.Memory.AbsorbedFor.TotalSeconds);

        Assert.Equal(ChargeStage.Absorption, story.Turns(600, 99, 3.425, 3.425, 3.425, 3.425).Stage);
        Assert.Equal(ChargeStage.Bulk, story.Turns(600, 97, 3.35, 3.35, 3.35, 3.35).Stage);
        Assert.Equal(300, story.Memory.AbsorbedFor.TotalSeconds);

        Assert.Equal(ChargeStage.Absorption, story.Turns(1, 99, 3.45, 3.45, 3.45, 3.45).Stage);
        Assert.Equal(ChargeStage.Absorption, story.Turns(599, 99, 3.45, 3.45, 3.45, 3.45).Stage);
        Assert.Equal(ChargeStage.FloatTransition, story.Turns(1, 99, 3.45, 3.45, 3.45, 3.45).Stage);

        story.Recovered(13.8).Memory = story.Memory with { AbsorbedFor = TimeSpan.FromSeconds(800) };
        Assert.Equal(ChargeStage.Bulk, story.Turns(1, 89, 3.33, 3.33, 3.33, 3.33).Stage);
        Assert.Equal(0, story.Memory.AbsorbedFor.TotalSeconds);
    }

    /// <summary>A charger that is 0.3 % low and cells that a board reads 6 mV low: nobody will ever see more than this.</summary>
    [Fact]
    public void A_full_battery_that_is_seen_a_little_low_does_not_stay_at_its_highest_voltage()
    {
        VoltageStory story = new VoltageStory().Recovered(13.8);
        double shown = 3.45 * 0.997 - 0.006;
        Assert.Equal(ChargeStage.Float, story.Turns(901 + 202, 99, shown, shown, shown, shown).Stage);
    }

    [Fact]
    public void A_restart_keeps_stage_and_time_and_counts_nothing_of_the_pause()
    {
        VoltageStory story = new VoltageStory().Recovered(13.8);
        story.Turns(301, 99, 3.45, 3.45, 3.45, 3.45);
        story.Memory = story.Memory.AfterRestart();
        Assert.Equal(ChargeStage.Absorption, story.After(5000).Turn(story.Battery(99, 3.45, 3.45, 3.45, 3.45)).Stage);
        Assert.Equal(300, story.Memory.AbsorbedFor.TotalSeconds);
        Assert.Equal(ChargeStage.FloatTransition, story.Turns(600, 99, 3.45, 3.45, 3.45, 3.45).Stage);
    }

    [Fact]
    public void A_state_of_charge_that_stays_low_keeps_the_battery_at_the_highest_voltage()
    {
        VoltageStory story = new VoltageStory().Recovered(13.8);
        for (int i = 0; i < 5000; i++)
        {
            Assert.Equal(13.8, story.Turns(1, 85, 3.45, 3.45, 3.45, 3.45).Limit.Value!.Value, 9);
        }
    }

    [Fact]
    public void An_unknown_state_of_charge_begins_nothing_anew()
    {
        VoltageStory story = new VoltageStory().Recovered(13.4, ChargeStage.Float);
        Assert.Equal(ChargeStage.Float, story.Turn(Banks.Healthy() with { SocPercent = null }).Stage);
        Assert.Equal(ChargeStage.Bulk, story.Turn(Banks.Healthy(remaining: 80)).Stage);
    }

    /// <summary>The others alone would have a lower state of charge than the bank; that is no reason to charge anew.</summary>
    [Fact]
    public void A_battery_in_parallel_that_falls_silent_begins_nothing_anew()
    {
        VoltageStory story = new VoltageStory("1|2").Recovered(13.4, ChargeStage.Float);
        Assert.Equal(ChargeStage.Float, story.Turn(Banks.Healthy(remaining: 99), Banks.Healthy(remaining: 85)).Stage);
        Assert.Equal(ChargeStage.Float, story.Turn(Banks.Lost(Banks.Healthy(remaining: 99)), Banks.Healthy(remaining: 85)).Stage);
        Assert.Equal(ChargeStage.Bulk, story.Turn(Banks.Healthy(remaining: 85), Banks.Healthy(remaining: 85)).Stage);
    }

    [Fact]
    public void With_a_spread_absorption_waits_for_even_cells_and_begins_anew_when_they_drift()
    {
        VoltageStory story = new VoltageStory().Recovered(13.8);
        story.Settings = story.Settings with { AbsorptionSpreadVolts = 0.010, AbsorptionRestartSpreadVolts = 0.013 };
        Assert.Equal(ChargeStage.Bulk, story.Turns(5000, 99, 3.45, 3.45, 3.45, 3.43).Stage);
        Assert.Equal(ChargeStage.Absorption, story.Turns(500, 99, 3.45, 3.45, 3.45, 3.441).Stage);
        Assert.Equal(499, story.Memory.AbsorbedFor.TotalSeconds);
        Assert.Equal(ChargeStage.Absorption, story.Turns(1, 99, 3.45, 3.45, 3.45, 3.438).Stage);
        Assert.Equal(ChargeStage.Bulk, story.Turns(1, 99, 3.45, 3.45, 3.45, 3.436).Stage);
        Assert.Equal(ChargeStage.FloatTransition, story.Turns(901, 99, 3.45, 3.45, 3.45, 3.445).Stage);
    }

    [Fact]
    public void With_a_spread_charging_starts_anew_from_float_and_only_within_a_battery()
    {
        VoltageStory story = new VoltageStory("1+2").Recovered(26.8, ChargeStage.Float);
        story.Settings = story.Settings with { BulkSpreadVolts = 0.08 };
        Assert.Equal(ChargeStage.Float, story.Turn(story.Battery(99, 3.25, 3.25), story.Battery(99, 3.35, 3.35)).Stage);
        Assert.Equal(ChargeStage.Bulk, story.Turn(story.Battery(99, 3.25, 3.33), story.Battery(99, 3.35, 3.35)).Stage);
    }

    /// <summary>A cell that is too high holds the bank below its highest voltage; it has reached what it may, and does not stay there for ever.</summary>
    [Fact]
    public void Absorption_is_reached_where_a_cell_that_is_too_high_keeps_the_bank_below()
    {
        VoltageStory story = new VoltageStory().Recovered(13.8);
        VoltageDecision decision = story.Turns(2, 99, 3.50, 3.37, 3.37, 3.37);
        Assert.Equal((ChargeStage.Absorption, 13.6), (decision.Stage, Math.Round(decision.Limit.Value!.Value, 9)));
        Assert.Equal(ChargeStage.FloatTransition, story.Turns(900, 99, 3.50, 3.37, 3.37, 3.37).Stage);
    }

    [Fact]
    public void A_bank_that_is_not_seen_in_absorption_comes_to_its_end()
    {
        VoltageStory story = new VoltageStory().Recovered(13.8);
        story.Turns(10, 99, 3.45, 3.45, 3.45, 3.45);
        Assert.Equal(ChargeStage.FloatTransition, story.After(900).Turn(story.Battery(99, 3.45, 3.45, 3.45, 3.45) with { CellVoltages = null }).Stage);
    }
}
