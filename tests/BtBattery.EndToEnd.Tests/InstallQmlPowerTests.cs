using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>A power cut while qml/install-qml.sh writes.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class InstallQmlPowerTests
{
    private const string Page = GxDevice.Qml + "PageBattery.qml";

    private const string Beside = Page + ".btbattery-before";

    private const string Kept = "data/apps/available/BtBattery/firmware/PageBattery.qml.v3.70";

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

    /// <summary>Some file systems write a new name before what is in the file.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("--remove")]
    public async Task What_is_renamed_is_on_the_disk_before(string arguments)
    {
        using var device = new GxDevice("v3.70", GxDevice.Stock("v3.70"));
        await device.InstallAsync();
        if (arguments.Length > 0)
        {
            await device.InstallAsync(arguments);
        }

        int renamed = 0;
        string before = "";
        foreach (string call in device.Calls.Where(call => call.Split(' ')[0] is "cat" or "cp" or "sync" or "mv"))
        {
            if (call.StartsWith("mv", StringComparison.Ordinal))
            {
                Assert.Equal("sync", before);
                renamed++;
            }

            before = call;
        }

        Assert.InRange(renamed, arguments.Length > 0 ? 1 : 6, 6);
    }

    /// <summary>What is found, what is called, and which copy is whole.</summary>
    public static TheoryData<string, string, string> Losses()
    {
        var losses = new TheoryData<string, string, string>();
        foreach (string left in (string[])["", "\n", new string('\0', 4096)])
        {
            losses.Add(left, "", Kept);
            losses.Add(left, "--remove", Kept);
            losses.Add(left, "", Beside);
            losses.Add(left, "--remove", Beside);
        }

        return losses;
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task A_page_of_which_nothing_is_left_comes_back_from_its_copy(string left, string arguments, string copy)
    {
        using var device = new GxDevice("v3.70", GxDevice.Stock("v3.70"));
        IReadOnlyDictionary<string, string> untouched = device.Files;
        await device.DoneAsync("", says: "has the row Cells");
        IReadOnlyDictionary<string, string> installed = device.Files;
        device.PageBattery = left;
        device.Write(copy == Beside ? Kept : Beside, "");
        device.MakeReadOnly();
        await device.DoneAsync(arguments, says: $"gui-v1: the battery's page was empty or spoilt, and is there again, from {device.At(copy)}.\n");
        Assert.Contains("svc -t gui", device.Calls);
        Assert.Equal(arguments.Length > 0 ? untouched : installed, device.Files);
        await device.SilentAsync(arguments);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("--remove", "")]
    [InlineData("", "import QtQuick 2\nMbPage {\n")]
    [InlineData("--remove", "import QtQuick 2\nMbPage {\n")]
    public async Task Without_a_whole_copy_of_this_firmware_nothing_is_put_back(string arguments, string torn)
    {
        using var device = new GxDevice("v3.69", GxDevice.Stock("v3.70"));
        await device.DoneAsync("", says: "has the row Cells");
        device.PageBattery = "";
        device.Write(Beside, torn);
        device.Write(Kept.Replace("v3.70", "v3.69", StringComparison.Ordinal), torn);
        device.Write(Kept.Replace("v3.70", "v3.60", StringComparison.Ordinal), GxDevice.Stock("v3.60"));
        await device.LeftAloneAsync("is empty or spoilt, so the battery's page cannot open; a new installation of the firmware brings it back: gui-v1 is left as it is. As it was it is kept in: ", arguments);
    }

    /// <summary>What is left of it may have been changed by somebody: people decide.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("--remove")]
    public async Task Of_a_page_that_is_cut_off_the_copies_stay_and_are_named(string arguments)
    {
        using var device = new GxDevice("v3.70", GxDevice.Stock("v3.70"));
        await device.DoneAsync("", says: "has the row Cells");
        device.PageBattery = GxDevice.Stock("v3.70")[..^20];
        await device.DoneAsync(arguments, says: $"As it was it is kept in: {device.At(Beside)} {device.At(Kept)}");
        Assert.Equal((GxDevice.Stock("v3.70")[..^20], GxDevice.Stock("v3.70"), GxDevice.Stock("v3.70")), (device.PageBattery, device.Read(Beside), device.Read(Kept)));
        await device.DoneAsync(arguments, says: "is not made as this installer knows it");
        Assert.DoesNotContain(device.Calls, call => call.StartsWith("mount", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_copy_of_a_page_that_is_missing_stays()
    {
        using var device = new GxDevice("v3.70", GxDevice.Stock("v3.70"));
        await device.DoneAsync("", says: "has the row Cells");
        File.Delete(device.At(Page));
        await device.DoneAsync("--remove", says: "There is no PageBattery.qml any more. As it was it is kept in: ");
        Assert.Equal(GxDevice.Stock("v3.70"), device.Read(Kept));
    }
}
