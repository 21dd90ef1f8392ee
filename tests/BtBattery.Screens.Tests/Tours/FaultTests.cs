using System.Text.Json;
using BtBattery.EndToEnd.Tests.Harness;
using BtBattery.Screens.Tests.Harness;

namespace BtBattery.Screens.Tests.Tours;

/// <summary>What a tour must notice, on pages that are made so.</summary>
public sealed class FaultTests
{
    private const string Service = "com.victronenergy.battery.x";

    private static readonly string s_pages = Path.Combine(Repository.Root, "tests", "screens", "faulty");

    [ScreenTheory]
    [InlineData("Elided.qml", """{"shot": "page"}""", "elided: 'so long that")]
    [InlineData("Outside.qml", """{"texts": "page"}""", "cut off: 'half of it'")]
    [InlineData("Overlapping.qml", """{"texts": "page"}""", "overlap: 'below' at 0,27 and 'above' at 10,30")]
    [InlineData("Small.qml", """{"texts": "page", "smallest": 8}""", "small: 'tiny'")]
    [InlineData("Warning.qml", """{"texts": "page"}""", "Warning.qml:7: TypeError")]
    [InlineData("Broken.qml", """{"texts": "page"}""", "NoSuchType is not a type")]
    [InlineData("Missing.qml", """{"texts": "page"}""", "Missing.qml")]
    [InlineData("Sound.qml", """{"expect": "72%", "within": 0.2}""", "There is no text '72%'. Seen: 71.5%")]
    [InlineData("Sound.qml", """{"absent": "71.5%", "within": 0.2}""", "There still is a text '71.5%'")]
    [InlineData("Sound.qml", """{"tap": "set 6"}""", "There is no text 'set 6' to tap on")]
    [InlineData("Sound.qml", """{"tap": "set 500"}, {"wrote": "com.victronenergy.battery.x/Soc", "value": 500, "within": 0.5}""", "written was [{")]
    [InlineData("Covered.qml", """{"tap": "open"}, {"expect": "opened", "within": 0.2}""", "There is no text 'opened'")]
    [InlineData("Sound.qml", """{"fly": 1}""", "there is no such step")]
    [InlineData("Sound.qml", """{"set": "com.victronenergy.battery.x/Soc"}""", "KeyError: 'value'")]
    [InlineData("Sound.qml", """{"control": "battery 1 sleep"}""", "AttributeError")]
    [InlineData("Sound.qml", """{"size": [100]}""", "IndexError")]
    [InlineData("Sound.qml", """{"size": }""", "The pages could not be shown: JSONDecodeError")]
    public async Task A_fault_is_complained_of(string page, string steps, string part)
    {
        Tour tour = await RunAsync(page, steps);
        Assert.Contains(tour.Complaints, complaint => complaint.Contains(part, StringComparison.Ordinal));
    }

    [ScreenTheory]
    [InlineData("""{"expect": ["71.5%", "there"]}, {"set": "com.victronenergy.battery.x/Soc", "value": 22}, {"expect": "/^22$/"}""")]
    [InlineData("""{"set": "com.victronenergy.battery.x/Soc", "value": null}, {"expect": ["--", "there"]}, {"drop": "com.victronenergy.battery.x/"}, {"expect": ["--", "gone"]}""")]
    [InlineData("""{"tap": "set 5"}, {"expect": "/^5$/"}, {"wrote": "com.victronenergy.battery.x/Soc", "value": 5}""")]
    [InlineData("""{"tap": "set 500"}, {"expect": "71.5%"}, {"wrote": "com.victronenergy.battery.x/Soc", "value": 500, "accepted": false}""")]
    [InlineData("""{"texts": "page"}, {"scroll": "far below"}, {"texts": "page"}, {"size": [480, 400]}, {"texts": "larger"}""")]
    public async Task What_is_well_is_not_complained_of(string steps)
    {
        Tour tour = await RunAsync("Sound.qml", steps);
        Assert.Empty(tour.Complaints);
        Assert.Equal([$"{Service}/Soc"], tour.Asked);
    }

    /// <summary>Whoever has enough of a tour, it is not left standing in memory.</summary>
    [ScreenTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_qt_process_stays_behind_when_a_tour_is_ended_from_outside(bool isKilled)
    {
        string folder = Directory.CreateTempSubdirectory("btbattery-tour-").FullName;
        try
        {
            // A command for the batteries that tells us that the pages are there.
            string control = Path.Combine(folder, "control.sh");
            await File.WriteAllTextAsync(control, "echo shown >&2\n");
            string file = await WriteAsync(folder, "Sound.qml", """{"expect": "71.5%"}, {"control": "now"}, {"expect": "never", "within": 100}""");
            await using ChildProcess tour = ChildProcess.Start(
                Tools.Python, [Path.Combine(Repository.Root, "tests", "screens", "render.py"), file, "--out", folder, "--control", $"sh {control}"],
                new Dictionary<string, string?> { ["TMPDIR"] = folder });
            await tour.WaitForErrorLineAsync("shown");
            Assert.Single(RunningProcess.With(folder), process => process.Program == Tools.Qml);
            if (isKilled)
            {
                // The pages notice by themselves that nobody answers any more.
                tour.Kill();
                await RunningProcess.WaitUntilNoneAsync(folder);
            }
            else
            {
                tour.Terminate();
                Assert.Equal(1, await tour.WaitForExitAsync());
                Assert.Contains("Ended from outside.", tour.Errors, StringComparison.Ordinal);
                Assert.Empty(Directory.GetDirectories(folder));
                Assert.Empty(RunningProcess.With(folder));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Tour> RunAsync(string page, string steps)
    {
        string folder = Directory.CreateTempSubdirectory("btbattery-tour-").FullName;
        try
        {
            return await Tour.RunAsync(await WriteAsync(folder, page, steps), folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> WriteAsync(string folder, string page, string steps)
    {
        string file = Path.Combine(folder, "tour.json");
        await File.WriteAllTextAsync(file, $$"""
            {
              "gui": "v1", "pages": {{JsonSerializer.Serialize(s_pages)}},
              "fixture": { "{{Service}}": { "/Soc": { "value": 71.5, "text": "71.5%", "min": 0, "max": 100 } } },
              "steps": [ { "open": "{{page}}" }, {{steps}} ]
            }
            """);
        return file;
    }
}
