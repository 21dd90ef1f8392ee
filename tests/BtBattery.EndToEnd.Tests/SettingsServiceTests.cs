using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>The stand-in for the settings service does what the one of Venus OS does, so that tests may believe it.</summary>
public sealed class SettingsServiceTests
{
    [Theory]
    [InlineData("properties")]
    [InlineData("items")]
    public async Task Settings_keep_type_range_and_value_also_over_a_kill_and_numbers_are_given_once(string signals)
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using (SettingsService service = await SettingsService.StartAsync(bus, "--signals", signals))
        {
            await RunAsync(bus, "make", least: 30);
            await service.KillAsync();
        }

        await using SettingsService again = await SettingsService.StartAsync(bus, "--signals", signals);
        await RunAsync(bus, "find", least: 10);
    }

    [Fact]
    public async Task It_can_be_told_to_refuse()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using SettingsService service = await SettingsService.StartAsync(bus, "--refuse", "-5");
        await RunAsync(bus, "refused", least: 2);
    }

    [Fact]
    public async Task It_can_be_told_to_answer_nothing()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using SettingsService service = await SettingsService.StartAsync(bus, "--hang");
        await RunAsync(bus, "hung", least: 2);
    }

    private static async Task RunAsync(PrivateBus bus, string part, int least)
    {
        await using PythonClient client = PythonClient.Start(bus, "settings_client.py", part);
        await client.VerdictAsync(least);
    }
}
