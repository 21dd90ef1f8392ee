using BtBattery.Screens.Tests.Harness;

namespace BtBattery.Screens.Tests.Tours;

/// <summary>The pages of one interface with values that the driver publishes while they are shown.</summary>
public abstract class LiveTours(string gui)
{
    [ScreenTheory]
    [InlineData("alone", "one-battery.json", "alone")]
    [InlineData("parallel", "four-batteries.json", "bank", "--parallel")]
    [InlineData("mixed", "four-batteries.json", "bank", "--topology", "(A4:C1:38:00:00:01+A4:C1:38:00:00:02)|(A4:C1:38:00:00:03+A4:C1:38:00:00:04)")]
    public async Task Pages_show_what_the_driver_publishes(string mode, string scenario, string tour, params string[] wiring)
    {
        await using ServedBatteries batteries = await ServedBatteries.StartAsync(scenario, wiring);
        await RunAsync(batteries, tour, mode);
    }

    [ScreenTheory]
    [InlineData("series", "two-batteries.json")]
    public async Task Pages_show_that_a_battery_is_lost_and_comes_back(string mode, string scenario)
    {
        await using ServedBatteries batteries = await ServedBatteries.StartAsync(scenario);
        await RunAsync(batteries, "bank", mode);
        await RunAsync(batteries, "lost", mode);
    }

    private async Task RunAsync(ServedBatteries batteries, string tour, string mode)
    {
        Tour done = await batteries.RunAsync($"live-{gui}-{tour}", $"live-{mode}");
        done.AssertIsFine();
    }
}
