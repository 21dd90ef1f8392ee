using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>A power cut while qml/install-qml.sh writes.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class InstallQmlPowerTests
{
    /// <summary>
    /// Power fails before and in each command that changes something: the page is the old one or the new one, whole, and what its row opens is there; the next start mends the rest,
    /// and everything can still be taken away without a trace.
    /// </summary>
    [Theory]
    [InlineData("before")]
    [InlineData("half")]
    public async Task Wherever_power_fails_the_interface_works_and_the_next_start_mends_the_rest(string how)
    {
        string stock = GxDevice.Stock("v3.70");
        using var whole = new GxDevice("v3.70", stock);
        IReadOnlyDictionary<string, string> untouched = whole.Files;
        await whole.DoneAsync("", says: "has the row Cells");
        (IReadOnlyDictionary<string, string> installed, int[] forth) = (whole.Files, Deaths(whole));
        await whole.DoneAsync("--remove", says: "is gone");
        int[] back = Deaths(whole);
        foreach (int step in forth)
        {
            using var device = new GxDevice("v3.70", stock);
            device.MakeReadOnly();
            Assert.NotEqual(0, (await device.InstallAsync("", step, how)).ExitCode);
            AssertWorks(device, step);
            await device.InstallAsync();
            Assert.Equal(installed, device.Files);
        }

        foreach (int step in back)
        {
            using var device = new GxDevice("v3.70", stock);
            await device.InstallAsync();
            Assert.NotEqual(0, (await device.InstallAsync("--remove", step, how)).ExitCode);
            AssertWorks(device, step);
            await device.InstallAsync("--remove");
            Assert.Equal(untouched, device.Files);
        }

        // Only what writes can be half done.
        int[] Deaths(GxDevice device)
        {
            int[] steps = [.. device.Calls.Index().Where(call => how == "before" || call.Item.Split(' ')[0] is "cat" or "cp").Select(call => call.Index + 1)];
            Assert.InRange(steps.Length, 2, 60);
            return steps;
        }

        void AssertWorks(GxDevice device, int step)
        {
            bool hasRow = device.PageBattery == installed[GxDevice.Qml + "PageBattery.qml"];
            Assert.True(hasRow || device.PageBattery == stock, $"{how} step {step}: {device.PageBattery}");
            Assert.True(!hasRow || device.Files.GetValueOrDefault(GxDevice.Qml + "PageBtBatteryCells.qml") == installed[GxDevice.Qml + "PageBtBatteryCells.qml"], $"{how} step {step}");
            Assert.True(!device.Files.ContainsKey(GxDevice.Link) || device.Files.GetValueOrDefault(GxDevice.Plugin) == installed[GxDevice.Plugin], $"{how} step {step}");

            // Every file with that ending is a type of the interface.
            Assert.DoesNotContain(device.Files.Keys, path => path.EndsWith(".qml", StringComparison.Ordinal) && !installed.ContainsKey(path));
        }
    }
}
