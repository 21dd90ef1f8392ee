using BtBattery.Driver.Settings.Files;

namespace BtBattery.World.Tests;

/// <summary>What people set, where there is no settings service: names and the number of the service outlive the driver.</summary>
public sealed class KeptSettingsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_driver_that_was_killed_or_stopped_comes_back_with_its_name_its_number_and_what_it_was_called(bool isKilled)
    {
        using var world = new World(Scenarios.OneBattery, new WorldOptions { Configuration = "DEVICE_INSTANCE = 7" });
        ServedBattery battery = world.Batteries[0];
        Assert.Equal(0, world.SetValue(battery, "/CustomName", "Starboard"));
        string service = battery.ServiceName;
        if (isKilled)
        {
            world.Drivers[0].Kill();
        }
        else
        {
            world.Drivers[0].Stop();
        }

        world.Advance(10);
        world.Drivers[0].Start();
        Assert.Equal((service, "Starboard", 7), (battery.ServiceName, battery.Text("/CustomName"), (int)battery.Number("/DeviceInstance")!));
        Assert.True(world.GetItems(battery)["/CustomName"] is { } name && name.AsString() == "Starboard");
        Assert.DoesNotContain(world.Log.Lines, line => line.Contains("Warning", StringComparison.Ordinal) || line.Contains("Error", StringComparison.Ordinal));
        world.ThrowIfWrong();
    }

    [Fact]
    public void Each_battery_of_a_bank_has_a_name_that_outlives_the_driver()
    {
        using var world = new World(Scenarios.TwoBatteries);
        Assert.Equal(0, world.SetValue(world.Batteries[0], "/Name", "Port"));
        Assert.Equal(0, world.SetValue(world.Batteries[1], "/Name", "Starboard"));
        Assert.Equal(0, world.Result(world.Watcher.SetValueAsync(world.Drivers[0].ServiceName, "/CustomName", "House")));
        for (int lives = 0; lives < 2; lives++)
        {
            Assert.Equal(("House", "Port", "Starboard"), (world.Drivers[0].Text("/CustomName"), world.Batteries[0].Text("/Name"), world.Batteries[1].Text("/Name")));
            world.Drivers[0].Kill();
            world.Advance(10);
            world.Drivers[0].Start();
        }

        // Taken back, what the battery itself says is shown again.
        Assert.Equal(0, world.SetValue(world.Batteries[0], "/Name", ""));
        Assert.NotEqual("Port", world.Batteries[0].Text("/Name"));
        world.ThrowIfWrong();
    }

    [Fact]
    public void A_name_that_cannot_be_kept_is_refused_and_told_once()
    {
        using var world = new World(Scenarios.OneBattery, new WorldOptions { HasNoStorage = true });
        ServedBattery battery = world.Batteries[0];
        Assert.NotEqual(0, world.SetValue(battery, "/CustomName", "Starboard"));
        Assert.NotEqual(0, world.SetValue(battery, "/CustomName", "Port"));
        Assert.NotEqual("Starboard", battery.Text("/CustomName"));
        Assert.Single(world.Log.Lines, line => line.Contains($"{FileSettings.FileName} cannot be written", StringComparison.Ordinal));

        world.FreeFlash();
        Assert.Equal(0, world.SetValue(battery, "/CustomName", "Starboard"));
        Assert.Equal("Starboard", battery.Text("/CustomName"));
        world.ThrowIfWrong();
    }
}
