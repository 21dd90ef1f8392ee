using System.Text.Json;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>A recording from the shipping driver over a real bus, and its replay.</summary>
public sealed class RecordTests : IClassFixture<ServedBattery>, IDisposable
{
    private readonly Scene _scene;
    private readonly string _folder = Directory.CreateTempSubdirectory("btbattery-record-").FullName;

    public RecordTests(ServedBattery served) => _scene = served.Scene;

    private string File => Path.Combine(_folder, "flight.jsonl");

    [Fact]
    public async Task What_is_recorded_is_played_again_and_shows_no_address()
    {
        (int exitCode, string output, string errors) = await RecordAsync();
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains("1 battery", output, StringComparison.Ordinal);
        string recording = await System.IO.File.ReadAllTextAsync(File);
        Assert.DoesNotContain(Scene.Address, recording, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Scene.Address.Replace(":", "", StringComparison.Ordinal), recording, StringComparison.OrdinalIgnoreCase);

        (exitCode, output, errors) = await RunAsync("replay", File, "--json");
        Assert.Equal((0, ""), (exitCode, errors));
        using JsonDocument end = JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]);
        Assert.Equal(0, end.RootElement.GetProperty("differences").GetInt32());
        Assert.True(end.RootElement.GetProperty("changing_turns").GetInt32() > 1);
        Assert.Contains("\"/Dc/0/Voltage\":", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_value_ends_with_three_and_its_name()
    {
        await RecordAsync();
        string recording = await System.IO.File.ReadAllTextAsync(File);
        await System.IO.File.WriteAllTextAsync(File, recording.Replace("\"/System/NrOfCellsPerBattery\":", "\"/System/NrOfCellsPerBattery\":1", StringComparison.Ordinal));

        (int exitCode, _, string errors) = await RunAsync("replay", File);
        Assert.Equal(3, exitCode);
        Assert.Contains("/System/NrOfCellsPerBattery: recorded 1", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_touched_without_force()
    {
        await System.IO.File.WriteAllTextAsync(File, "mine");
        (int exitCode, _, string errors) = await RecordAsync();
        Assert.Equal(2, exitCode);
        Assert.Contains("--force", errors, StringComparison.Ordinal);
        Assert.Equal("mine", await System.IO.File.ReadAllTextAsync(File));

        (exitCode, _, _) = await RecordAsync("--force");
        Assert.Equal(0, exitCode);
        Assert.StartsWith("{\"format\":\"btbattery-flight\"", await System.IO.File.ReadAllTextAsync(File), StringComparison.Ordinal);
        Assert.Equal([File], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_battery_that_nobody_serves_is_said_to_be_not_served()
    {
        (int exitCode, _, string errors) = await RunAsync("record", "A4:C1:38:00:00:99", "--out", File);
        Assert.Equal(3, exitCode);
        Assert.Contains("No running driver serves A4:C1:38:00:00:99. Start it with", errors, StringComparison.Ordinal);
        Assert.False(Path.Exists(File));
    }

    [Fact]
    public async Task What_is_no_recording_ends_with_two()
    {
        (int exitCode, _, string errors) = await RunAsync("replay", Repository.Scenario("one-battery.json"));
        Assert.Equal(2, exitCode);
        Assert.Contains("This is no recording of btbattery.", errors, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<(int ExitCode, string Output, string Errors)> RecordAsync(params string[] options) => RunAsync(["record", "--out", File, .. options]);

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        ChildProcess.RunAsync(Repository.Driver, arguments, _scene.Bus.Environment);
}
