using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Simulator.Tests.Physics.Power;

/// <summary>What the system does without the BMS that led it.</summary>
public sealed class LostBmsTests
{
    [Fact]
    public void Nothing_more_is_written_and_the_devices_stop_after_their_time_outs()
    {
        Loop loop = new Loop(Loop.Sunny(acWatts: 100), charge: 0.3).Publish(13.9, 40, 100).Pass(60);
        loop.Physics.Limits = default;
        loop.Pass(3);
        Assert.True(loop.System.IsBmsLost);
        Assert.Null(loop.System.ChargeVoltsFollowed);

        // The last that was written still holds.
        loop.Pass(50);
        Assert.False(loop.System.HasError67);
        Assert.InRange(loop.Bank.Amps, 38, 43);
        loop.Pass(30);
        Assert.True(loop.System.HasError67 && loop.System.HasInverterLostBms);
        Assert.Equal(0, loop.Bank.Amps, 3);

        loop.Publish(13.9, 40, 100).Pass(20);
        Assert.False(loop.System.HasError67 || loop.System.HasInverterLostBms || loop.System.IsBmsLost);
        Assert.InRange(loop.Bank.Amps, 30, 43);
    }

    [Fact]
    public void A_charge_voltage_that_is_invalid_is_a_BMS_that_is_gone()
    {
        Loop loop = new Loop(Loop.Sunny(), charge: 0.3).Publish(13.9, 40, 100).Pass(30).Publish(null, 40, 100).Pass(90);
        Assert.True(loop.System.IsBmsLost && loop.System.HasError67);
    }

    [Fact]
    public void A_charger_that_never_saw_a_BMS_goes_by_its_own_settings_until_it_sees_one()
    {
        SystemDescription described = Loop.Sunny();
        described = described with { Charger = described.Charger with { HasSeenBms = false, StandaloneVolts = 14.1 } };
        Loop loop = new Loop(described, charge: 0.5).Pass(60);
        Assert.False(loop.System.IsBmsLost || loop.System.HasError67);
        Assert.InRange(loop.Bank.Amps, 90, 100.01);

        loop.Publish(13.9, 20, 100).Pass(10);
        Assert.InRange(loop.Bank.Amps, 19, 22);
        loop.Physics.Limits = default;
        loop.Pass(90);
        Assert.True(loop.System.HasError67);
    }

    [Fact]
    public void Without_a_BMS_the_current_that_the_owner_set_still_holds()
    {
        SystemDescription described = Loop.Sunny() with { UserMaxAmps = 25 };
        described = described with { Charger = described.Charger with { HasSeenBms = false, StandaloneVolts = 14.1 } };
        Loop loop = new Loop(described, charge: 0.5).Pass(60);
        Assert.Equal(25, loop.Bank.Amps, 0.1);
        Assert.Equal(14.1, loop.System.ChargerVolts, 0.01);
    }

    [Fact]
    public void One_that_saw_a_BMS_before_does_not_start_without()
    {
        Loop loop = new Loop(Loop.Sunny()).Pass(120);
        Assert.True(loop.System.HasError67);
        Assert.Equal(0, loop.System.SolarAmps);
    }
}
