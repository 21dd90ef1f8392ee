using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>Which firmware gets what from qml/install-qml.sh, and what it leaves alone.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class InstallQmlFirmwareTests
{
    /// <summary>Versions with what is shown there, as the interfaces of Venus OS have it: a file per app from v3.70~45 on, QtQuick 2 from v3.60~18 on.</summary>
    [Theory]
    [InlineData("v2.94", false, false)]
    [InlineData("v3.00~14", false, false)]
    [InlineData("v3.55", false, false)]
    [InlineData("v3.60~17", false, false)]
    [InlineData("v3.60~18", true, false)]
    [InlineData("v3.60", true, false)]
    [InlineData("v3.60-large-24", true, false)]
    [InlineData("v3.69", true, false)]
    [InlineData("v3.70~44", true, false)]
    [InlineData("v3.70~45", true, true)]
    [InlineData("v3.70~45-large-24", true, true)]
    [InlineData("v3.70", true, true)]
    [InlineData("v3.77", true, true)]
    [InlineData("v3.80~5", true, true)]
    [InlineData("v3.80", true, true)]
    [InlineData("v3.80-large-24", true, true)]
    [InlineData("v3.100", true, true)]
    [InlineData("v4.00~1", true, true)]
    public async Task Each_firmware_gets_what_it_can_show(string version, bool hasPage, bool hasPlugin)
    {
        using var device = new GxDevice(version, GxDevice.Stock("v3.60"));
        IReadOnlyDictionary<string, string> untouched = device.Files;
        (int exitCode, string output, string errors) = await device.InstallAsync();
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Equal(
            (hasPage, hasPage, hasPlugin, hasPlugin),
            (device.PageBattery.Contains("BtBattery", StringComparison.Ordinal), device.Exists(GxDevice.Qml + "PageBtBatteryCells.qml"), device.Exists(GxDevice.Plugin), device.Exists(GxDevice.Link)));
        Assert.Equal(hasPlugin ? "-> ../available/BtBattery" : null, device.Files.GetValueOrDefault(GxDevice.Link));
        if (!hasPage)
        {
            Assert.Equal(untouched, device.Files);
            Assert.Equal($"Firmware {version.Split('-')[0]} cannot run BtBattery, whose pages need v3.60~18 or later: the screens are left as they are.\n", output);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Debian 13")]
    [InlineData("v3")]
    [InlineData("v3.7O")]
    [InlineData("v3.70~")]
    [InlineData("v3.99999999999999999999")]
    public async Task What_is_no_gx_device_is_left_alone(string? version)
    {
        using var device = new GxDevice(version, GxDevice.Stock("v3.60"));
        await device.LeftAloneAsync("does not name a firmware");
    }

    public static TheoryData<string, string, string> NotUnderstood => new()
    {
        { "no model", "model: VisibleItemModel {", "model: ListModel {" },
        { "two models", "\tmodel: VisibleItemModel {", "\tmodel: VisibleItemModel {\n\t}\n\tmodel: VisualItemModel {" },
        { "an older language", "import QtQuick 2", "import QtQuick 1.1" },
        { "no types of Victron's", "import com.victron.velib 1.0\n", "" },
        { "no service", "service.path", "serviceName" },
        { "no end", GxDevice.Stock("v3.60")[^9..], "" },
        { "a begin without its end", "\tmodel: VisibleItemModel {", "// BtBattery begin\n\tmodel: VisibleItemModel {" },
        { "an end without its begin", "\tmodel: VisibleItemModel {", "// BtBattery end\n\tmodel: VisibleItemModel {" },
        { "an end before its begin", "\tmodel: VisibleItemModel {", "// BtBattery end\n// BtBattery begin\n\tmodel: VisibleItemModel {" },
        { "two blocks", "\tmodel: VisibleItemModel {", "// BtBattery begin\n// BtBattery end\n// BtBattery begin\n// BtBattery end\n\tmodel: VisibleItemModel {" },
    };

    [Theory]
    [MemberData(nameof(NotUnderstood))]
    public async Task A_page_that_is_made_otherwise_is_left_alone_with_one_sentence(string what, string text, string instead)
    {
        string page = GxDevice.Stock("v3.60").Replace(text, instead, StringComparison.Ordinal);
        Assert.NotEqual(GxDevice.Stock("v3.60"), page);
        using var device = new GxDevice("v3.60", page);
        await device.LeftAloneAsync("is not made as this installer knows it");
        Assert.NotEmpty(what);
        if (page.Contains("BtBattery", StringComparison.Ordinal))
        {
            await device.LeftAloneAsync("are not as this installer made them", "--remove");
        }
    }

    [Fact]
    public async Task A_package_without_pages_changes_nothing()
    {
        using var device = new GxDevice("v3.80", GxDevice.Stock("v3.80"));
        IReadOnlyDictionary<string, string> untouched = device.Files;
        Directory.Delete(device.Package("gui-v1"), recursive: true);
        Directory.Delete(device.Package("gui-v2"), recursive: true);
        (int exitCode, string output, string errors) = await device.InstallAsync();
        Assert.Equal((0, "", 2), (exitCode, errors, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.Equal(untouched, device.Files);

        // It can lie elsewhere.
        device.WritePackage("built.json", "{}");
        await device.InstallAsync($"--plugin {device.Package("built.json")}");
        Assert.Equal("{}", device.Read(GxDevice.Plugin));
    }

    [Theory]
    [InlineData("--upgrade", "'--upgrade' is not an option.")]
    [InlineData("now", "'now' is not an option.")]
    [InlineData("--plugin", "--plugin needs a name behind it.")]
    [InlineData("--plugin /nowhere/BtBattery.json", "There is no file '/nowhere/BtBattery.json'.")]
    [InlineData("--root /nowhere", "There is no folder '/nowhere'.")]
    public async Task Wrong_usage_is_told_in_a_sentence(string arguments, string sentence)
    {
        using var device = new GxDevice("v3.80", GxDevice.Stock("v3.80"));
        IReadOnlyDictionary<string, string> untouched = device.Files;
        Assert.Equal((2, "", $"install-qml.sh: {sentence} See 'install-qml.sh --help'."), await device.InstallAsync(arguments));
        Assert.Equal(untouched, device.Files);
    }

    [Fact]
    public async Task Help_names_every_option()
    {
        using var device = new GxDevice("v3.80", GxDevice.Stock("v3.80"));
        IReadOnlyDictionary<string, string> untouched = device.Files;
        (int exitCode, string output, string errors) = await device.InstallAsync("--help");
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.All((string[])["Usage: install-qml.sh", "--remove", "--plugin", "--root", "--help", "Exit status"], part => Assert.Contains(part, output, StringComparison.Ordinal));
        Assert.Equal(untouched, device.Files);
    }
}
