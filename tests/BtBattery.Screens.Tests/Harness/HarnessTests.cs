using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.Screens.Tests.Harness;

/// <summary>What tests of pages rest on.</summary>
public sealed class HarnessTests
{
    [Theory]
    [InlineData("two-batteries.json", "--frobnicate")]
    [InlineData("two-batteries.json", "--config=/nowhere/config.ini")]
    [InlineData("no-such-scenario.json", "-p")]
    [InlineData(null, "-p")]
    public async Task What_was_started_ends_when_the_rest_does_not_start(string? scenario, string option)
    {
        PrivateBus bus = await PrivateBus.StartAsync();
        Assert.NotEmpty(RunningProcess.With(bus.Folder));
        if (scenario is null)
        {
            // One that the simulator refuses.
            scenario = Path.Combine(bus.Folder, "scenario.json");
            await File.WriteAllTextAsync(scenario, """{ "batteries": [ { "address": "nowhere", "name": "Starboard" } ] }""");
        }

        await Assert.ThrowsAnyAsync<Exception>(() => ServedBatteries.StartAsync(bus, scenario, option));
        Assert.Empty(RunningProcess.With(bus.Folder));
        Assert.False(Directory.Exists(bus.Folder));
    }

    [Fact]
    public void Without_the_font_there_are_no_pages()
    {
        string folder = Directory.CreateTempSubdirectory("btbattery-fonts-").FullName;
        try
        {
            Assert.Equal("The font DejaVuSans.ttf is not installed.", Tools.WhyNoTexts(folder, folder + "/absent"));
            Directory.CreateDirectory(folder + "/truetype/dejavu");
            File.WriteAllText(folder + "/truetype/dejavu/DejaVuSans.ttf", "");
            Assert.Null(Tools.WhyNoTexts(folder + "/absent", folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
