using BtBattery.Driver.Publish;
using BtBattery.Driver.Run;
using BtBattery.Driver.Settings;
using BtBattery.Driver.Settings.Venus;
using Microsoft.Extensions.Logging;

namespace BtBattery.World.Tests;

/// <summary>The home of the settings may look for its service before anybody wants something of it.</summary>
public sealed class SettingsOrderTests
{
    [Fact]
    public void That_the_service_is_missing_is_told_when_somebody_waits_for_it_and_not_before()
    {
        using var world = new World(Scenarios.OneBattery, new WorldOptions { Served = 0 });
        using var stop = new CancellationTokenSource();
        var home = new VenusSettings(world.Bus.Address, new MonotonicClock(world.Time), world.Log.CreateLogger<VenusSettings>());
        Task running = home.RunAsync(stop.Token);
        world.Advance(5);
        Assert.DoesNotContain(world.Log.Lines, line => line.Contains("settings service", StringComparison.Ordinal));

        Task<IDeviceSettings> opening = home.OpenAsync("btbattery_a4c138000001", 1, [new("CustomName", ItemValue.Of(""))], stop.Token);
        world.Advance(5);
        Assert.Single(world.Log.Lines, line => line.Contains("Waiting for the settings service", StringComparison.Ordinal));
        Assert.DoesNotContain(world.Log.Lines, line => line.Contains("left the bus", StringComparison.Ordinal));
        Assert.False(opening.IsCompleted);

        using var settings = new FakeSettings(world);
        world.Advance(1);
        Assert.Equal(1, world.Result(opening).Instance);
        stop.Cancel();
        world.RunReady();
        Assert.True(running.IsCanceled);
    }
}
