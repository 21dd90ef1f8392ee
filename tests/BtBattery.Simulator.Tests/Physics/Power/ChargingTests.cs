using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Simulator.Tests.Physics.Power;

/// <summary>How chargers follow CVL and CCL.</summary>
public sealed class ChargingTests
{
    [Fact]
    public void The_current_is_CCL_in_whole_amperes_and_the_bus_comes_to_CVL_and_stays()
    {
        Loop loop = new Loop(Loop.Sunny(), charge: 0.9).Publish(13.9, 40.2, 100).Pass(20);
        Assert.Equal(41, loop.Bank.Amps, 0.1);

        double highest = 0;
        loop.Pass(3600, () => highest = Math.Max(highest, loop.Bank.Volts));
        Assert.InRange(highest, 13.89, 13.9001);
        Assert.InRange(loop.Bank.Amps, 0, 5);
    }

    [Fact]
    public void A_lower_limit_is_followed_within_two_cycles()
    {
        Loop loop = new Loop(Loop.Sunny(), charge: 0.3).Publish(13.9, 80, 100).Pass(30);
        Assert.InRange(loop.Bank.Amps, 79, 81);
        loop.Publish(13.9, 10, 100).Pass(6);
        Assert.InRange(loop.Bank.Amps, 0, 12);
        loop.Publish(13.2, 10, 100).Pass(8);
        Assert.Equal(13.2, loop.System.ChargerVolts, 0.01);
    }

    [Fact]
    public void The_sun_carries_the_loads_on_top_of_CCL_and_with_a_CCL_of_0()
    {
        Loop loop = new Loop(Loop.Sunny(acWatts: 400), charge: 0.5).Publish(13.9, 20, 100).Pass(120);
        Assert.InRange(loop.Bank.Amps, 20, 22);
        Assert.InRange(loop.System.InverterAmps, -35, -30);
        loop.Publish(13.9, 0, 100).Pass(120);
        Assert.InRange(loop.Bank.Amps, -1, 2);
        Assert.Equal(400, loop.System.LoadWattsServed, 1);
    }

    [Fact]
    public void When_a_load_ends_the_battery_gets_what_it_took_for_some_seconds()
    {
        Loop loop = new Loop(Loop.Sunny(acWatts: 800), charge: 0.5).Publish(13.9, 20, 200).Pass(120);
        loop.System.FixedAcWatts = 0;
        loop.Pass(2);
        Assert.InRange(loop.Bank.Amps, 60, 95);
        loop.Pass(30);
        Assert.InRange(loop.Bank.Amps, 19, 22);
    }

    [Fact]
    public void Measured_loads_on_direct_current_come_on_top_of_CCL()
    {
        SystemDescription described = Loop.Sunny() with { MeasuresDcLoads = true, Load = new LoadDescription { DcWatts = 200 } };
        Loop loop = new Loop(described, charge: 0.5).Publish(13.9, 20, 200).Pass(120);
        Assert.InRange(loop.Bank.Amps, 19.9, 21.5);
        Loop unmeasured = new Loop(described with { MeasuresDcLoads = false }, charge: 0.5).Publish(13.9, 20, 200).Pass(120);
        Assert.InRange(unmeasured.Bank.Amps, 4, 6);
    }

    [Fact]
    public void What_the_owner_set_in_the_system_holds_as_well()
    {
        SystemDescription described = Loop.Sunny() with { UserMaxAmps = 15, UserMaxVolts = 13.5 };
        Loop loop = new Loop(described, charge: 0.3).Publish(13.9, 60, 100).Pass(60);
        Assert.InRange(loop.Bank.Amps, 14, 16);
        Assert.Equal(13.5, loop.System.ChargeVoltsFollowed);
    }

    [Fact]
    public void With_feed_in_CCL_counts_for_nothing_and_CVL_holds_the_bus()
    {
        SystemDescription described = Loop.Sunny();
        described = described with { Inverter = described.Inverter with { FeedsIn = true } };
        Loop loop = new Loop(described, charge: 0.5).Publish(13.9, 20, 200).Pass(60);
        Assert.InRange(loop.Bank.Amps, 90, 100.01);
        double highest = 0;
        loop.Pass(4 * 3600, () => highest = Math.Max(highest, loop.Bank.Volts));
        Assert.InRange(highest, 13.9, 14.05);
        Assert.InRange(loop.System.FedInWatts, 1000, 1500);

        // A CVL below the bus empties the battery into the grid.
        loop.Publish(13.2, 0, 200).Pass(30);
        Assert.InRange(loop.Bank.Amps, -250, -10);
    }

    [Fact]
    public void A_charger_that_measures_wrong_holds_another_voltage()
    {
        SystemDescription described = Loop.Sunny();
        described = described with { Charger = described.Charger with { VoltsError = 0.05 } };
        Loop loop = new Loop(described, charge: 0.95).Publish(13.8, 60, 100).Pass(3600);
        Assert.Equal(13.85, loop.Bank.Volts, 0.01);
    }

    [Fact]
    public void A_shore_line_charges_with_what_the_sun_leaves_of_CCL()
    {
        SystemDescription described = Loop.Sunny(watts: 200) with { Inverter = new InverterDescription { ShoreAmps = 70, ShoreFromHour = 7, ShoreToHour = 8 } };
        Loop loop = new Loop(described, charge: 0.3).Publish(13.9, 50, 100).Pass(120);
        Assert.InRange(loop.Bank.Amps, 10, 17);
        loop.Pass(3600);
        Assert.InRange(loop.Bank.Amps, 48, 52);
        loop.Pass(3600);
        Assert.InRange(loop.Bank.Amps, 10, 17);
    }

    [Fact]
    public void A_bus_whose_bank_takes_nothing_more_stays_at_the_set_point()
    {
        Loop loop = new Loop(Loop.Sunny(acWatts: 50), charge: 0.5).Publish(13.9, 60, 100).Pass(60);
        loop.Bank.Packs[0].Bms.AllowCharge = false;
        double highest = 0;
        loop.Pass(60, () => highest = Math.Max(highest, loop.Bank.Volts));
        Assert.InRange(highest, 13.8, 13.9001);
        Assert.Equal(0, loop.Bank.Amps, 6);
    }
}
