using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>What qml/install-qml.sh does to the files of a GX device, and what it leaves alone.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class InstallQmlTests
{
    private const string Row = """
        // BtBattery begin
        MbSubMenu {
        	property VBusItem btBatteryProduct: VBusItem { bind: service.path("/ProductId") }
        	description: "Cells"
        	show: btBatteryProduct.value === 47034
        	writeAccessLevel: User.AccessUser
        	onClicked: pageStack.push("PageBtBatteryCells.qml", { bindPrefix: service.path("") })
        }
        // BtBattery end

        """;

    public static TheoryData<string, string, string> Generations => new()
    {
        // The line of the stock file before which the row stands: the menu of alarms, or the first of the model.
        { "v3.60", "\t\tMbSubMenu {\n\t\t\tdescription: qsTr(\"Alarms\")\n", "\t\t" },
        { "v3.70", "\t\tMbSubMenu {\n\t\t\tid: alarms\n", "\t\t" },
        { "v3.80", "        MbItemValue {\n            description: qsTr(\"State of charge\")\n", "        " },
    };

    [Theory]
    [MemberData(nameof(Generations))]
    public async Task Installing_and_removing_twice_is_as_once_and_leaves_every_byte_as_it_was(string generation, string before, string indent)
    {
        string stock = GxDevice.Stock(generation);
        using var device = new GxDevice(generation, stock);
        IReadOnlyDictionary<string, string> untouched = device.Files;
        await device.DoneAsync("", says: "gui-v1: the battery's page has the row Cells.\n");
        Assert.Equal(stock.Replace(before, RowAt(indent) + before, StringComparison.Ordinal), device.PageBattery);
        Assert.Equal(stock, device.Read(GxDevice.Qml + "PageBattery.qml.btbattery-before"));
        Assert.Equal(stock, device.Read($"data/apps/available/BtBattery/firmware/PageBattery.qml.{generation}"));
        Assert.Equal("import QtQuick 2\n// member\n", device.Read(GxDevice.Qml + "PageBtBatteryMember.qml"));
        Assert.Contains("svc -t gui", device.Calls);

        IReadOnlyDictionary<string, string> installed = device.Files;
        await device.SilentAsync("");
        Assert.Equal(installed, device.Files);

        await device.DoneAsync("--remove", says: "gui-v1: the row Cells is gone from the battery's page.\n");
        Assert.Contains("svc -t gui", device.Calls);
        Assert.Equal(untouched, device.Files);
        await device.SilentAsync("--remove");
        Assert.Equal(untouched, device.Files);
    }

    [Fact]
    public async Task A_device_without_gui_v1_gets_the_plugin_alone()
    {
        using var device = new GxDevice("v3.80", stock: null);
        await device.DoneAsync("", says: "gui-v2: the pages of BtBattery are in place.\n");
        Assert.Equal("{\"name\":\"BtBattery\"}", device.Read(GxDevice.Plugin));
        Assert.DoesNotContain(device.Calls, call => call.StartsWith("svc", StringComparison.Ordinal) || call.StartsWith("mount", StringComparison.Ordinal));
        await device.SilentAsync("");

        device.WritePackage("gui-v2/BtBattery.json", "{\"name\":\"BtBattery\",\"version\":\"2\"}");
        await device.DoneAsync("", says: "gui-v2: the pages of BtBattery are in place.\n");
        Assert.EndsWith("\"2\"}", device.Read(GxDevice.Plugin), StringComparison.Ordinal);
        await device.DoneAsync("--remove", says: "gui-v2: the pages of BtBattery are gone.\n");
        Assert.False(device.Exists("data/apps/available/BtBattery"));
        Assert.False(device.Files.ContainsKey(GxDevice.Link));
    }

    [Fact]
    public async Task The_folder_of_gui_v1_may_have_its_own_name()
    {
        using var device = new GxDevice("v3.70", stock: null);
        device.Write("opt/victronenergy/gui-v1/qml/PageBattery.qml", GxDevice.Stock("v3.70"));
        await device.DoneAsync("", says: "gui-v1: the battery's page has the row Cells.\n");
        Assert.True(device.Exists("opt/victronenergy/gui-v1/qml/PageBtBatteryCells.qml"));
        await device.DoneAsync("--remove", says: "is gone");
        Assert.Equal(GxDevice.Stock("v3.70"), device.Read("opt/victronenergy/gui-v1/qml/PageBattery.qml"));
    }

    [Fact]
    public async Task What_another_package_changes_stays()
    {
        string stock = GxDevice.Stock("v3.60");
        using var device = new GxDevice("v3.60", stock.Replace("qsTr(\"Mode\")", "qsTr(\"Main switch\")", StringComparison.Ordinal));
        await device.DoneAsync("", says: "has the row Cells");

        // Before and behind the row, and while it is there.
        device.PageBattery = device.PageBattery.Replace("qsTr(\"Battery\")", "qsTr(\"Bank\")", StringComparison.Ordinal).Replace("qsTr(\"Settings\")", "qsTr(\"Set up\")", StringComparison.Ordinal);
        await device.SilentAsync("");
        await device.DoneAsync("--remove", says: "What else was changed");
        Assert.Equal(
            stock.Replace("qsTr(\"Mode\")", "qsTr(\"Main switch\")", StringComparison.Ordinal).Replace("qsTr(\"Battery\")", "qsTr(\"Bank\")", StringComparison.Ordinal)
                .Replace("qsTr(\"Settings\")", "qsTr(\"Set up\")", StringComparison.Ordinal),
            device.PageBattery);
    }

    [Fact]
    public async Task A_copy_that_was_kept_of_another_firmware_is_never_put_back()
    {
        using var device = new GxDevice("v3.60", GxDevice.Stock("v3.60"));
        await device.DoneAsync("", says: "has the row Cells");

        // A new firmware: its own files, and /data as it was.
        Directory.Delete(device.At(GxDevice.Qml), recursive: true);
        device.Write("opt/victronenergy/version", "v3.70\n");
        device.PageBattery = GxDevice.Stock("v3.70");
        await device.DoneAsync("", says: "has the row Cells");
        Assert.Equal(["PageBattery.qml.v3.70"], Directory.GetFiles(device.At("data/apps/available/BtBattery/firmware")).Select(Path.GetFileName));
        await device.DoneAsync("--remove", says: "is gone");
        Assert.Equal(GxDevice.Stock("v3.70"), device.PageBattery);
    }

    [Fact]
    public async Task Newer_pages_replace_older_ones_and_those_that_are_no_more_go()
    {
        using var device = new GxDevice("v3.60", GxDevice.Stock("v3.60"));
        await device.DoneAsync("", says: "has the row Cells");
        string page = device.PageBattery;
        device.WritePackage("gui-v1/PageBtBatteryCells.qml", "import QtQuick 2\n// better cells\n");
        File.Delete(device.Package("gui-v1/PageBtBatteryMember.qml"));
        await device.DoneAsync("", says: "has the row Cells");
        Assert.Equal(("import QtQuick 2\n// better cells\n", false, page), (device.Read(GxDevice.Qml + "PageBtBatteryCells.qml"), device.Exists(GxDevice.Qml + "PageBtBatteryMember.qml"), device.PageBattery));

        // A page that was loaded once is remembered by the interface.
        Assert.Contains("svc -t gui", device.Calls);
        Assert.Equal(GxDevice.Stock("v3.60"), device.Read(GxDevice.Qml + "PageBattery.qml.btbattery-before"));
    }

    [Fact]
    public async Task A_read_only_root_is_writable_for_as_long_as_it_takes_and_only_if_something_changes()
    {
        using var device = new GxDevice("v3.60", GxDevice.Stock("v3.60"));
        device.MakeReadOnly();
        await device.DoneAsync("", says: "has the row Cells");
        string[] mounts = [.. device.Calls.Where(call => call.StartsWith("mount", StringComparison.Ordinal))];
        Assert.Equal(["mount -o remount,rw root", "mount -o remount,ro root"], mounts);
        Assert.Equal(
            ["sync", "mv -f PageBattery.qml.btbattery-new PageBattery.qml", "sync"],
            device.Calls.Where(call => call == "sync" || call.StartsWith("mv", StringComparison.Ordinal)).TakeLast(3));
        await device.SilentAsync("");
        await device.DoneAsync("--remove", says: "is gone");
        Assert.Equal("mount -o remount,ro root", device.Calls.Last(call => call.StartsWith("mount", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("--remove")]
    public async Task A_root_that_cannot_be_written_is_told_and_stays(string arguments)
    {
        using var device = new GxDevice("v3.60", GxDevice.Stock("v3.60"));
        if (arguments.Length > 0)
        {
            await device.DoneAsync("", says: "has the row Cells");
        }

        IReadOnlyDictionary<string, string> before = device.Files;
        device.MakeReadOnly(forGood: true);
        (int exitCode, string output, string errors) = await device.InstallAsync(arguments);
        Assert.Equal((1, ""), (exitCode, output));
        Assert.EndsWith("cannot be written: nothing was changed there.\n", errors + "\n", StringComparison.Ordinal);
        Assert.Equal(before, device.Files);
    }

    /// <summary>Another package that is started at the same moment keeps a file open, or wants the root to itself.</summary>
    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "stays writable until the next start: another program is writing to it.")]
    public async Task A_busy_root_is_asked_twice_to_be_read_only_again(bool forGood, string says)
    {
        using var device = new GxDevice("v3.60", GxDevice.Stock("v3.60"));
        device.MakeReadOnly();
        device.MakeBusy(forGood);
        await device.DoneAsync("", says);
        Assert.Equal(
            ["mount -o remount,rw root", "mount -o remount,ro root", "sleep 1", "mount -o remount,ro root"],
            device.Calls.Where(call => call.StartsWith("mount", StringComparison.Ordinal) || call.StartsWith("sleep", StringComparison.Ordinal)));
    }

    /// <summary>As when another package makes the root read-only in between, or a disk is full.</summary>
    [Theory]
    [InlineData("cp")]
    [InlineData("cat")]
    [InlineData("mv")]
    public async Task A_write_that_fails_is_told_with_its_file_and_leaves_nothing_behind(string command)
    {
        string[] calls;
        using (var whole = new GxDevice("v3.80", GxDevice.Stock("v3.80")))
        {
            await whole.DoneAsync("", says: "has the row Cells");
            calls = [.. whole.Calls];
        }

        // Each write is followed by a flush; what is read into the installer's own folder is not.
        int[] writes = [.. calls.Index().Where(call => call.Item.Split(' ')[0] == command && (command != "cat" || calls[call.Index + 1] == "sync")).Select(call => call.Index + 1)];
        Assert.NotEmpty(writes);
        foreach (int number in writes)
        {
            using var device = new GxDevice("v3.80", GxDevice.Stock("v3.80"));
            (int exitCode, _, string errors) = await device.InstallAsync("", number, "fails");
            Assert.Equal((1, GxDevice.Stock("v3.80")), (exitCode, device.PageBattery));
            Assert.Matches("/(PageB[A-Za-z]+[.]qml.*|BtBattery[.]json) could not be written[.]$", errors);
            Assert.DoesNotContain(device.Files.Keys, path => path.EndsWith(".btbattery-new", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("gui", "1", true)]
    [InlineData("gui", "2", true)]
    [InlineData("start-gui", "1", true)]
    [InlineData("start-gui", "2", false)]
    [InlineData("start-gui", "", true)]
    [InlineData("", "1", false)]
    public async Task An_interface_is_started_anew_only_if_it_shows_what_was_changed(string service, string running, bool isRestarted)
    {
        using var device = new GxDevice("v3.80", GxDevice.Stock("v3.80")) { RunningVersion = running };
        Directory.Delete(device.At("service/gui"));
        if (service.Length > 0)
        {
            Directory.CreateDirectory(device.At("service/" + service));
        }

        await device.DoneAsync("", says: "has the row Cells");
        Assert.Equal(isRestarted ? [$"svc -t {service}"] : [], device.Calls.Where(call => call.StartsWith("svc", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_link_of_somebody_else_is_left_alone()
    {
        using var device = new GxDevice("v3.80", stock: null);
        Directory.CreateDirectory(device.At("data/apps/enabled"));
        File.CreateSymbolicLink(device.At(GxDevice.Link), "../available/Other");
        await device.DoneAsync("", says: "is not the link that this installer makes");
        Assert.Equal("-> ../available/Other", device.Files[GxDevice.Link]);
        await device.DoneAsync("--remove", says: "");
        Assert.Equal("-> ../available/Other", device.Files[GxDevice.Link]);
    }

    [Fact]
    public async Task Back_on_a_firmware_without_plugins_nothing_is_enabled()
    {
        using var device = new GxDevice("v3.70", GxDevice.Stock("v3.70"));
        await device.DoneAsync("", says: "are in place");
        device.Write("opt/victronenergy/version", "v3.67\n");
        await device.SilentAsync("", mayChange: true);
        Assert.False(device.Files.ContainsKey(GxDevice.Link));
    }

    /// <summary>The folder that Venus OS has for an app may be that of the package.</summary>
    [Fact]
    public async Task A_package_that_lies_where_the_plugin_goes_keeps_its_files()
    {
        using var device = new GxDevice("v3.80", GxDevice.Stock("v3.80"));
        device.MovePackageTo("data/apps/available/BtBattery");
        IReadOnlyDictionary<string, string> untouched = device.Files;
        await device.DoneAsync("", says: "has the row Cells");
        Assert.True(device.Files.ContainsKey(GxDevice.Link));
        await device.DoneAsync("--remove", says: "is gone");
        Assert.Equal(untouched, device.Files);
    }

    [Fact]
    public async Task Pages_that_another_driver_has_replaced_are_named()
    {
        using var device = new GxDevice("v3.60", GxDevice.Stock("v3.60"));
        device.Write(GxDevice.Qml + "PageBattery.qml.backup", "old");
        device.Write(GxDevice.Qml + "PageLynxIonIo.qml.backup", "old");
        await device.DoneAsync("", says: "PageBattery.qml.backup PageLynxIonIo.qml.backup. Put them back");
        Assert.Equal(("old", "old"), (device.Read(GxDevice.Qml + "PageBattery.qml.backup"), device.Read(GxDevice.Qml + "PageLynxIonIo.qml.backup")));
    }

    private static string RowAt(string indent) => string.Concat(
        Row.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"{indent}{line}\n"));
}
