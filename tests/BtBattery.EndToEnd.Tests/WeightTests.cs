using System.Text.Json;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>bench.sh, and what it starts: not what comes out, which depends on the machine, but that everything is measured.</summary>
public sealed class WeightTests
{
    private static readonly string s_script = Path.Combine(Repository.Root, "bench.sh");

    /// <summary>Built beside these tests, which it uses.</summary>
    private static readonly string s_program = AppContext.BaseDirectory.Replace("BtBattery.EndToEnd.Tests", "BtBattery.Weight", StringComparison.Ordinal) + "BtBattery.Weight.dll";

    [Fact]
    public async Task The_table_has_every_figure_beside_its_budget()
    {
        (int exitCode, string output, string errors) = await RunAsync("--archive", Repository.Driver);
        Assert.True(exitCode is 0 or 1, errors);
        string[] lines = output.Split('\n');
        foreach (string figure in (string[])["private memory", "resident memory", "CPU time per poll", "D-Bus messages", "D-Bus bytes", "start to name on the bus, median", "archive"])
        {
            string line = Assert.Single(lines, line => line.StartsWith(figure, StringComparison.Ordinal));
            Assert.Matches("[0-9.]+ .*< [0-9]+ +(OK|MISSED)$", line);
        }

        Assert.Contains(lines, line => line.StartsWith("processor", StringComparison.Ordinal));
        Assert.Equal(exitCode == 1, output.Contains("MISSED", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_figures_are_there_as_json_and_are_those_of_a_driver_that_serves()
    {
        (int exitCode, string output, string errors) = await RunAsync("--json");
        Assert.True(exitCode is 0 or 1, errors);
        using var json = JsonDocument.Parse(output);
        JsonElement figures = json.RootElement.GetProperty("figures");
        Assert.InRange(figures.GetProperty("private_mb").GetDouble(), 1, 1000);
        Assert.True(figures.GetProperty("resident_mb").GetDouble() > figures.GetProperty("private_mb").GetDouble());
        Assert.InRange(figures.GetProperty("messages_per_second").GetDouble(), 0.1, 10);
        Assert.True(figures.GetProperty("kilobytes_per_second").GetDouble() > 0.5, output);
        Assert.True(figures.GetProperty("waits_per_second").GetDouble() > 0, output);
        Assert.True(figures.GetProperty("name_after_ms").GetDouble() < figures.GetProperty("all_after_ms").GetDouble(), output);
        Assert.False(figures.TryGetProperty("archive_mb", out _));
        Assert.Equal(exitCode == 1, json.RootElement.GetProperty("missed").GetArrayLength() > 0);
    }

    [Theory]
    [InlineData("--minutes", "needs a number")]
    [InlineData("--minutes ten", "needs a number")]
    [InlineData("--program /no/such/file", "needs a file")]
    [InlineData("--fast", "is not an option")]
    public async Task Wrong_usage_exits_2_with_one_sentence(string arguments, string part)
    {
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(s_script, arguments.Split(' '));
        Assert.Equal(2, exitCode);
        Assert.Contains(part, errors, StringComparison.Ordinal);
        Assert.Empty(output);
    }

    [Theory]
    [InlineData("--minutes 0", "--minutes 0 is not from")]
    [InlineData("--starts 0", "--starts 0 is not from")]
    [InlineData("--archive /no/such/file", "no file /no/such/file")]
    public async Task What_cannot_be_measured_exits_2_with_one_sentence(string arguments, string part)
    {
        (int exitCode, _, string errors) = await ChildProcess.RunAsync("dotnet", [s_program, "--program", Repository.Driver, .. arguments.Split(' ')]);
        Assert.Equal(2, exitCode);
        Assert.Contains(part, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_does_not_serve_exits_4_with_what_it_said()
    {
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(
            "dotnet", [s_program, "--program", "/bin/false"]);
        Assert.Equal(4, exitCode);
        Assert.Contains("ended before it was on the bus, with code 1", errors, StringComparison.Ordinal);
        Assert.Empty(output);
    }

    private static Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] options) => ChildProcess.RunAsync(
        "dotnet", [s_program, "--program", Repository.Driver, "--minutes", "0.05", "--starts", "1", .. options], patience: 3 * ChildProcess.Patience);
}
