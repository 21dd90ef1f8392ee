using BtBattery.Simulator.Control;
using BtBattery.Simulator.Physics.Power;
using BtBattery.Simulator.Radio;
using BtBattery.Simulator.Scenarios;

namespace BtBattery.Simulator.Tests.Physics.Power;

/// <summary>What the board of a battery with physics says.</summary>
public sealed class PhysicalBatteryTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private readonly PhysicalBank _physics;
    private readonly Peripheral _radio;
    private TimeSpan _now;

    public PhysicalBatteryTests()
    {
        string pack = PhysicsJson.Pack(Loop.Pack());
        Scenario scenario = ScenarioLoader.Parse(
            $$"""{ "physics": { }, "batteries": [ { "name": "One", "address": "A4:C1:38:00:00:01", "bms": "jbd", "pack": {{pack}} } ] }""", ".");
        _physics = new PhysicalBank(scenario.Physics!.Bank, Loop.Sunny(), seed: 1, scenario.Batteries) { Limits = new PublishedLimits(true, 13.9, 30, 100) };
        _radio = scenario.Batteries[0];
    }

    [Fact]
    public void It_says_what_is_measured()
    {
        Pass(20);
        Assert.Equal(30, _radio.Pack.State.Current, 0.1);
        Assert.Equal(_physics.Bank.Packs[0].Measured, _radio.Pack.State);
        Assert.Null(_radio.Bms.Objection(_radio.Pack.State));
    }

    [Theory]
    [InlineData("DD5AE1020001FF1C77", false, true)]
    [InlineData("DD5AE1020002FF1B77", true, false)]
    [InlineData("DD5AE1020003FF1A77", false, false)]
    public void A_switch_of_the_board_opens_the_FETs_of_the_pack(string request, bool charge, bool discharge)
    {
        Pass(20);
        _radio.Bms.Receive(Convert.FromHexString(request));
        Pass(3);
        Assert.Equal((charge, discharge), (_physics.Bank.Packs[0].ChargeFet, _physics.Bank.Packs[0].DischargeFet));
        Assert.Equal((charge, discharge), (_radio.Pack.State.ChargeFet, _radio.Pack.State.DischargeFet));
        Assert.Contains("mosfet_software_lock", _radio.Pack.State.Protections);

        // What may still charge goes through the diode of the other FET.
        Assert.InRange(_physics.Bank.Amps, charge ? 10 : -0.001, charge ? 30.1 : 0.001);
    }

    [Fact]
    public void What_is_set_is_said_instead_until_it_thaws()
    {
        PhysicalBattery battery = _physics.Batteries[0];
        battery.Set(["cell2=3.9", "soc=12"]);
        battery.Set(["cell2=3.8"]);
        Pass(10);
        Assert.Equal((3.8, 12), (_radio.Pack.State.Cells[1], _radio.Pack.State.Soc));
        Assert.Equal(_physics.Bank.Packs[0].Measured.Cells[0], _radio.Pack.State.Cells[0]);
        Assert.InRange(_physics.Bank.Packs[0].Cells[1].Volts, 3.2, 3.5);

        Assert.Throws<ControlException>(() => battery.Set(["soc=150"]));
        Assert.Equal(12, _radio.Pack.State.Soc);
        battery.Thaw();
        Assert.Equal(_physics.Bank.Packs[0].Measured, _radio.Pack.State);
    }

    [Fact]
    public void What_is_frozen_stands_still_and_the_pack_does_not()
    {
        Pass(20);
        _physics.Batteries[0].Freeze();
        _physics.Limits = new PublishedLimits(true, 13.9, 0, 100);
        Pass(20);
        Assert.Equal(30, _radio.Pack.State.Current, 0.1);
        Assert.Equal(0, _physics.Bank.Amps, 0.1);
        _physics.Batteries[0].Thaw();
        Assert.Equal(0, _radio.Pack.State.Current, 0.1);
    }

    private void Pass(int seconds)
    {
        for (int second = 0; second < seconds; second++) _physics.Step(_now += s_second, s_second);
    }
}
