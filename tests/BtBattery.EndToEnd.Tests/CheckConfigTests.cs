using System.Text.Json;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>The program as an owner calls it, with real files.</summary>
public sealed class CheckConfigTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("btbattery-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(">/dev/full", "No space left on device")]
    [InlineData(">&-", "Bad file descriptor")]
    public async Task An_output_that_cannot_be_written_is_said_in_a_sentence(string redirection, string reason)
    {
        (int exitCode, _, string errors) = await ChildProcess.RunAsync(
            "/bin/sh", ["-c", $"\"$DRIVER\" check-config {redirection}"], new Dictionary<string, string?> { ["DRIVER"] = Repository.Driver });

        Assert.Equal(4, exitCode);
        Assert.Equal($"btbattery: The output cannot be written: {reason}.", errors.Trim());
    }

    [Fact]
    public async Task A_sound_configuration_is_shown_and_exits_0()
    {
        (int exitCode, string output, string errors) = await RunAsync("[DEFAULT]\nPOLL_INTERVAL = 3\n", "A4:C1:38:00:00:01");
        Assert.Matches($@"\n  POLL_INTERVAL +3 s +{_folder}/boat.ini:2\n", output);
        Assert.EndsWith("\n0 errors, 0 warnings: the driver starts with this configuration.\n", output, StringComparison.Ordinal);
        Assert.Empty(errors);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task A_wrong_one_exits_2_with_all_that_is_wrong()
    {
        (int exitCode, string output, _) = await RunAsync("[DEFAULT]\nPOLL_INTERVL = 3\nPASSWORD = geheim!\n", "-s", "-p", "A4:C1:38:00:00:01");
        Assert.EndsWith(
            $"""
            error: -s and -p are both given: the batteries are in series or in parallel; write a mixed bank with --topology.
            error: {_folder}/boat.ini:2: [DEFAULT] POLL_INTERVL is not a key: write POLL_INTERVAL.
            error: {_folder}/boat.ini:3: [DEFAULT] PASSWORD: give the six characters of the battery's password, without quotes, or nothing.
            3 errors, 0 warnings: the driver does not start with this configuration.

            """,
            output,
            StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", output, StringComparison.Ordinal);
        Assert.Equal(2, exitCode);
    }

    [Fact]
    public async Task As_JSON_it_is_one_object()
    {
        (int exitCode, string output, _) = await RunAsync("[BANK]\nBATTERIES = A4:C1:38:00:00:01, A4:C1:38:00:00:02\n", "--json");
        using JsonDocument document = JsonDocument.Parse(output);
        Assert.Equal("A4:C1:38:00:00:01+A4:C1:38:00:00:02", document.RootElement.GetProperty("wiring").GetString());
        Assert.Equal(0, exitCode);
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(string text, params string[] arguments)
    {
        string file = Path.Combine(_folder, "boat.ini");
        File.WriteAllText(file, text);
        return ChildProcess.RunAsync(Repository.Driver, ["check-config", "--config", file, .. arguments]);
    }
}
