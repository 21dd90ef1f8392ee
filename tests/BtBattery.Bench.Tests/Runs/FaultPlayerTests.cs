namespace BtBattery.Bench.Tests.Runs;

public sealed class FaultPlayerTests : IDisposable
{
    private static readonly BankCase s_pair = RandomBank.Make(new Random(1), "1|2").ToCase(1, "test", "Two batteries.");

    private DriverRig? _rig;
    private TimeSpan _now;

    public void Dispose() => _rig?.Dispose();

    [Fact]
    public void A_silent_battery_is_silent_for_its_time()
    {
        Begin(new Silent(2, Minutes(1), Minutes(2)));
        Pass(Minutes(2) - Seconds(1));
        Assert.InRange(Silence(2), Seconds(50), Seconds(61));
        Assert.InRange(Silence(1), TimeSpan.Zero, Seconds(5));
        Pass(Minutes(4));
        Assert.InRange(Silence(2), TimeSpan.Zero, Seconds(5));
    }

    [Fact]
    public void A_battery_out_of_reach_comes_back()
    {
        Begin(new OutOfReach(1, Minutes(1), Minutes(3)));
        Pass(Minutes(3) - Seconds(1));
        Assert.InRange(Silence(1), Seconds(110), Seconds(121));
        Assert.False(_rig!.World.Batteries[0].IsLinked);
        Pass(Minutes(6));
        Assert.InRange(Silence(1), TimeSpan.Zero, Seconds(5));
    }

    [Fact]
    public void A_flapping_link_is_lost_every_second()
    {
        Begin(new Flapping(1, Seconds(1), Minutes(1), Minutes(2)));
        Pass(Minutes(2) - Seconds(1));
        Assert.InRange(Silence(1), Seconds(20), Seconds(61));
        Pass(Minutes(5));
        Assert.InRange(Silence(1), TimeSpan.Zero, Seconds(5));
    }

    [Fact]
    public void The_driver_is_started_again_at_each_full_period()
    {
        Begin(new RestartEvery(Minutes(1), TimeSpan.Zero));
        object first = _rig!.World.Drivers[0].Program;
        Pass(Seconds(59));
        Assert.Same(first, _rig.World.Drivers[0].Program);
        Pass(Seconds(60));
        object second = _rig.World.Drivers[0].Program;
        Pass(Seconds(121));
        Assert.Equal(3, new[] { first, second, _rig.World.Drivers[0].Program }.Distinct().Count());
        Assert.True(_rig.World.Drivers[0].IsRunning);
    }

    [Fact]
    public void The_wall_clock_steps_and_the_run_does_not()
    {
        Begin(new ClockStep(TimeSpan.FromDays(9), Seconds(10)));
        Pass(Seconds(9));
        DateTimeOffset before = _rig!.World.Time.GetUtcNow();
        Pass(Seconds(10));
        Assert.Equal(TimeSpan.FromDays(9) + Seconds(1), _rig.World.Time.GetUtcNow() - before);
        Assert.Equal(Seconds(10), _rig.World.Now);
    }

    [Fact]
    public void A_battery_that_is_switched_off_carries_nothing_and_its_BMS_says_so()
    {
        Begin(new SwitchedOff(1, TimeSpan.Zero, Minutes(2)));
        Pass(Minutes(2) - Seconds(1));
        Assert.Equal((0.0, false, false), (_rig!.Physics.Bank.Packs[0].Amps, _rig.Physics.Bank.Packs[0].Measured.ChargeFet, _rig.Physics.Bank.Packs[0].Measured.DischargeFet));
        Pass(Minutes(2) + Seconds(3));
        Assert.NotEqual(0, _rig.Physics.Bank.Packs[0].Amps);
    }

    private static TimeSpan Minutes(int minutes) => TimeSpan.FromMinutes(minutes);

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);

    private void Begin(Fault fault) => _rig = new DriverRig(s_pair with { Faults = [fault] });

    private void Pass(TimeSpan until)
    {
        while (_now < until)
        {
            _now += Seconds(1);
            _rig!.Advance(_now);
        }
    }

    private TimeSpan Silence(int member) => _rig!.Controller.SilenceOf(member)!.Value;
}
