using BtBattery.Driver.Tools.Explaining;

namespace BtBattery.World.Tests;

/// <summary>What a bank remembers when its driver is started again.</summary>
public sealed class BankRestartTests
{
    private static readonly TimeSpan s_back = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("parallel")]
    [InlineData("series")]
    public void Limits_go_on_held_when_it_is_started_again_within_the_hold_time(string topology)
    {
        using World world = Settled(topology);
        (double? _, double? chargeBefore, double? dischargeBefore) = Limits(world);
        world.Drivers[0].Stop();
        world.Advance(10);
        Assert.Empty(world.Watcher.Services);
        world.Drivers[0].Start();

        // No battery has answered to this process yet.
        Assert.Equal(0, world.Drivers[0].Number("/System/NrOfModulesOnline"));
        Assert.Null(world.Drivers[0].Number("/Dc/0/Voltage"));
        do
        {
            (double? voltage, double? charge, double? discharge) = Limits(world);
            Assert.NotNull(voltage);
            Assert.InRange(charge!.Value, 0, chargeBefore!.Value);
            Assert.InRange(discharge!.Value, 1, dischargeBefore!.Value);
            world.Advance(1);
        }
        while (!world.IsAllLive);

        world.Advance(1);
        Assert.NotNull(Limits(world).Voltage);
        world.ThrowIfWrong();
    }

    [Fact]
    public void One_that_stops_takes_its_limits_back_before_its_name_disappears()
    {
        using World world = Settled("parallel");
        string service = world.Drivers[0].ServiceName;
        world.Drivers[0].Stop();
        Assert.Contains(service, world.Watcher.Services);
        Assert.Equal((null, null, null), Limits(world));
        world.ThrowIfWrong();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void One_that_was_killed_left_its_limits_in_memory_and_not_on_flash(bool hasRuntimeFolder)
    {
        using World world = Settled("series", hasRuntimeFolder);
        world.Advance(TimeSpan.FromMinutes(20));
        world.Inject("silence 2");
        world.Advance(3);
        world.Drivers[0].Kill();
        world.Advance(5);
        world.Drivers[0].Start();
        Assert.Equal(hasRuntimeFolder, Limits(world).Voltage is not null);

        // The one that does not come back is treated as silent from when it was heard last.
        world.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal((null, null, null), Limits(world));
        world.Inject("restore 2");
        world.AdvanceUntil(() => Limits(world).Voltage is not null, s_back, "limits are given again");
        world.ThrowIfWrong();
    }

    [Theory]
    [InlineData(0, 150)]
    [InlineData(1, 10)]
    public void After_a_start_of_the_machine_or_too_long_nothing_is_claimed_before_every_battery_has_answered(int reboots, int seconds)
    {
        using World world = Settled("parallel", hasRuntimeFolder: true);
        world.Drivers[0].Stop();
        world.Advance(seconds);
        for (int i = 0; i < reboots; i++)
        {
            world.Machine.Start();
        }

        world.Drivers[0].Start();
        while (!world.IsAllLive)
        {
            Assert.Equal((null, null, null), Limits(world));
            world.Advance(1);
        }

        world.AdvanceUntil(() => Limits(world).Voltage is not null, s_back, "limits are given again");
        world.ThrowIfWrong();
    }

    private static World Settled(string topology, bool hasRuntimeFolder = false)
    {
        var world = new World(Scenarios.TwoBatteries, new WorldOptions { Topology = topology, HasRuntimeFolder = hasRuntimeFolder });
        world.AdvanceUntil(() => world.IsAllLive && Limits(world).Voltage is not null, s_back, "limits are given");
        world.Advance(TimeSpan.FromMinutes(3));
        return world;
    }

    private static (double? Voltage, double? Charge, double? Discharge) Limits(World world)
    {
        ExplainedBank bank = world.Result(world.Watcher.ExplainAsync(world.Drivers[0].ServiceName));
        return (bank.ChargeVoltage.Value, bank.ChargeCurrent.Value, bank.DischargeCurrent.Value);
    }
}
