using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>A power cut while qml/install-qml.sh writes.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class InstallQmlPowerTests
{
    /// <summary>
    /// Power fails before, after and in each command that changes something: the page is the old one or the new one, whole, and what its row opens is there; the next start mends
    /// the rest, and everything can still be taken away without a trace.
    /// </summary>
    [Theory]
    [InlineData("before")]
    [InlineData("after")]
    [InlineData("half")]
    public async Task Wherever_power_fails_the_interface_works_and_the_next_start_mends_the_rest(string how)
    {
        string stock = GxDevice.Stock("v3.70");
        using var whole = new GxDevice("v3.70", stock);
        IReadOnlyDictionary<string, string> untouched = whole.Files;
        await whole.DoneAsync("", says: "has the row Cells");
        (IReadOnlyDictionary<string, string> installed, int steps) = (whole.Files, whole.Calls.Count);
        await whole.DoneAsync("--remove", says: "is gone");
        int stepsBack = whole.Calls.Count;
        Assert.InRange(steps, 20, 60);
        for (int step = 1; step <= steps; step++)
        {
            using var device = new GxDevice("v3.70", stock);
            device.MakeReadOnly();
            (int exitCode, _, _) = await device.InstallAsync("", step, how);
            Assert.True(exitCode != 0, $"step {step} of {steps}");
            AssertWorks(device, step);
            await device.InstallAsync();
            Assert.Equal(installed, device.Files);
            (exitCode, _, _) = await device.InstallAsync("--remove", step, how);
            AssertWorks(device, step);
            Assert.Equal(step <= stepsBack, exitCode != 0);
            await device.InstallAsync("--remove");
            Assert.Equal(untouched, device.Files);
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
