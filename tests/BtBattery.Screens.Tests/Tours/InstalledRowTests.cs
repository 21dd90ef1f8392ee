using System.Text.Json;
using BtBattery.EndToEnd.Tests.Harness;
using BtBattery.Screens.Tests.Harness;

namespace BtBattery.Screens.Tests.Tours;

/// <summary>The row that the installer adds to pages made like those of several firmwares, in Qt: it stands among theirs, on our batteries only, and opens our page.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class InstalledRowTests
{
    /// <summary>As PageMain does: the page of a battery gets its service.</summary>
    private const string Opener = """
        import QtQuick 2

        PageBattery {
            id: root

            property string prefix

            bindPrefix: root.prefix
            service: QtObject {
                property string description: "Bank"

                function path(name) {
                    return root.prefix + name;
                }
            }
        }

        """;

    [ScreenTheory]
    [InlineData("v3.60")]
    [InlineData("v3.70")]
    [InlineData("v3.80")]
    public async Task A_page_of_the_firmware_shows_the_row_and_opens_the_cells(string generation)
    {
        using var device = new GxDevice(generation, GxDevice.Stock(generation));
        foreach (string page in Directory.GetFiles(Path.Combine(Repository.Root, "qml", "gui-v1"), "*.qml"))
        {
            device.WritePackage("gui-v1/" + Path.GetFileName(page), await File.ReadAllTextAsync(page));
        }

        await device.DoneAsync("", says: "has the row Cells");
        File.Delete(device.At(GxDevice.Qml + "PageMain.qml"));
        foreach (string other in (string[])["PageBatteryAlarms", "PageBatteryModuleAlarms", "PageBatterySettings"])
        {
            device.Write($"{GxDevice.Qml}{other}.qml", "import QtQuick 2\nMbPage {\n    property string bindPrefix\n}\n");
        }

        device.Write(GxDevice.Qml + "Opener.qml", Opener);
        string fixture = Path.Combine(Repository.Root, "tests", "screens", "fixtures", "outlier.json");
        using JsonDocument values = JsonDocument.Parse(await File.ReadAllTextAsync(fixture));
        string service = values.RootElement.EnumerateObject().First().Name;
        device.Write("row.json", $$"""
            {
              "gui": "v1", "pages": {{JsonSerializer.Serialize(device.At(GxDevice.Qml))}}, "fixture": {{values.RootElement.GetRawText()}},
              "steps": [
                { "open": "Opener.qml", "properties": { "prefix": "{{service}}" } }, { "expect": ["State of charge", "Alarms", "Cells"] }, { "shot": "row-{{generation}}" },
                { "tap": "Cells" }, { "expect": "Stern" }, { "absent": "Alarms" }, { "back": true },
                { "set": "{{service}}/ProductId", "value": 47030 }, { "absent": "Cells" }, { "expect": ["State of charge", "Alarms"] }
              ]
            }
            """);
        Tour tour = await Tour.RunAsync(device.At("row.json"), "installed-row");
        Assert.Empty(tour.Complaints);
    }
}
