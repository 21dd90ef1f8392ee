using System.Text.Json;

namespace BtBattery.World.Tests;

/// <summary>A driver that ends leaves nothing behind on the radio, at whatever moment it is told to.</summary>
public sealed class ReleaseTests
{
    public static TheoryData<string> Faults => ["restore 1", "fault 1 refuse", "fault 1 never-resolves", "fault 1 attributes-hang", "fault 1 silent", "fault 1 notify-hangs", "fault 1 write-hangs", "vanish 1"];

    [Theory]
    [MemberData(nameof(Faults))]
    public void No_battery_stays_connected_and_no_discovery_stays_on(string fault)
    {
        // From the first call to the second round, at moments that do not repeat.
        for (double seconds = 0.05; seconds < 14; seconds = (seconds * 1.35) + 0.11)
        {
            using var world = new World(Scenarios.TwoBatteries, new WorldOptions { HasClockwork = true });
            world.Inject(fault);
            world.Advance(seconds);
            world.Drivers[0].Stop();
            world.Advance(10);
            Assert.False(world.Drivers[0].IsRunning, $"Stopped after {seconds} s it still runs.");
            foreach (JsonElement battery in JsonDocument.Parse(world.Inject("list")).RootElement.EnumerateArray())
            {
                Assert.True(battery.GetProperty("adapters").GetArrayLength() == 0, $"Stopped after {seconds} s it leaves {battery.GetProperty("name")} connected.");
            }

            Assert.False(world.Simulation.BlueZ.IsDiscovering, $"Stopped after {seconds} s it leaves a discovery on.");
            world.ThrowIfWrong();
        }
    }
}
