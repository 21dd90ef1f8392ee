using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>Wrong input gives one plain sentence on standard error and a documented exit code; never a stack trace.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("--frobnicate", "'--frobnicate' is not an option")]
    [InlineData("A4:C1:38:00:00:01 --frobnicate", "--frobnicate")]
    [InlineData("", "No battery is named")]
    [InlineData("run", "No battery is named")]
    [InlineData("hello", "'hello' is neither a command nor a Bluetooth address")]
    [InlineData("A4:C1:38:00:00", "is not a Bluetooth address")]
    [InlineData("A4:C1:38:00:00:01 a4:c1:38:00:00:01", "A4:C1:38:00:00:01")]
    [InlineData("A4:C1:38:00:00:01 A4:C1:38:00:00:02 A4:C1:38:00:00:03 A4:C1:38:00:00:04 A4:C1:38:00:00:05", "at most 4")]
    [InlineData("A4:C1:38:00:00:01:", "names no file")]
    [InlineData("-s -p A4:C1:38:00:00:01 A4:C1:38:00:00:02", "-s and -p")]
    [InlineData("A4:C1:38:00:00:01 A4:C1:38:00:00:02 --topology A4:C1:38:00:00:01", "A4:C1:38:00:00:02")]
    [InlineData("A4:C1:38:00:00:01 --device-instance many", "many")]
    [InlineData("A4:C1:38:00:00:01 --device-instance 256", "0 to 255")]
    [InlineData("A4:C1:38:00:00:01 --poll-interval 0", "0.5 to 15")]
    [InlineData("A4:C1:38:00:00:01 --poll-interval", "--poll-interval")]
    [InlineData("A4:C1:38:00:00:01 --poll-interval NaN", "0.5 to 15")]
    [InlineData("A4:C1:38:00:00:01 --data-timeout 3600", "5 to 120")]
    [InlineData("A4:C1:38:00:00:01 --data-timeout 5 --poll-interval 4", "at least twice")]
    [InlineData("A4:C1:38:00:00:01 --log-level loud", "loud")]
    [InlineData("A4:C1:38:00:00:01 --bus nonsense", "nonsense")]
    [InlineData("decode", "FILE")]
    [InlineData("decode /nowhere/capture.json", "/nowhere/capture.json")]
    [InlineData("decode README.md", "README.md")]
    [InlineData("decode README.md --bms tesla", "'tesla' is not a known type")]
    [InlineData("clear-password", "MAC")]
    [InlineData("clear-password hello", "'hello' is not a Bluetooth address")]
    [InlineData("clear-password A4:C1:38:00:00:01 --bus nonsense", "nonsense")]
    [InlineData("clear-password A4:C1:38:00:00:01", "--yes")]
    [InlineData("release", "MAC")]
    [InlineData("release A4:C1:38:00:00", "is not a Bluetooth address")]
    [InlineData("release A4:C1:38:00:00:01", "Say for how long")]
    [InlineData("release A4:C1:38:00:00:01 --minutes 10", "--yes")]
    [InlineData("release A4:C1:38:00:00:01 --minutes 0 --yes", "1 to 120")]
    [InlineData("release A4:C1:38:00:00:01 --minutes 121 --yes", "1 to 120")]
    [InlineData("release A4:C1:38:00:00:01 --minutes ten --yes", "not 'ten'")]
    [InlineData("release A4:C1:38:00:00:01 --minutes 10 --cancel", "leave --minutes and --wait out")]
    public async Task Wrong_usage_exits_2_with_one_sentence(string arguments, string part)
    {
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(
            Repository.Driver, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        AssertOneSentence(errors, part);
        Assert.Equal(2, exitCode);
        Assert.Empty(output);
    }

    [Theory]
    [InlineData("unix:path=/nowhere/bus", "A4:C1:38:00:00:01")]
    [InlineData("unix:abstract=btbattery-nobody-listens-here", "A4:C1:38:00:00:01")]
    [InlineData("unix:path=/nowhere/bus", "clear-password A4:C1:38:00:00:01 --yes")]
    [InlineData("unix:path=/nowhere/bus", "release A4:C1:38:00:00:01 --minutes 10 --yes")]
    public async Task Without_a_bus_the_program_says_so_and_exits_4(string address, string arguments)
    {
        // With a folder of its own, else what another test has left beside the program is told as well.
        DirectoryInfo state = Directory.CreateTempSubdirectory("btbattery-");
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(
            Repository.Driver, arguments.Split(' '), new Dictionary<string, string?> { ["DBUS_SYSTEM_BUS_ADDRESS"] = address, ["STATE_DIRECTORY"] = state.FullName });
        state.Delete(recursive: true);

        AssertOneSentence(errors, "no D-Bus");
        Assert.Equal(4, exitCode);
        Assert.Empty(output);
    }

    [Theory]
    [InlineData("--help", "btbattery A4:C1:38:00:00:01")]
    [InlineData("decode --help", "btbattery decode capture.json")]
    [InlineData("clear-password --help", "btbattery clear-password A4:C1:38:00:00:01")]
    [InlineData("release --help", "btbattery release A4:C1:38:00:00:01 --minutes 10")]
    public async Task Help_shows_an_example(string arguments, string part)
    {
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(Repository.Driver, arguments.Split(' '));

        Assert.Contains(part, output, StringComparison.Ordinal);
        Assert.Empty(errors);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task Version_is_three_numbers()
    {
        (int exitCode, string output, _) = await ChildProcess.RunAsync(Repository.Driver, ["--version"]);

        Assert.Matches(@"^\d+\.\d+\.\d+\s*$", output);
        Assert.Equal(0, exitCode);
    }

    [Theory]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public async Task A_processor_with_fewer_instructions_runs_what_was_compiled_for_more(string switchedOff)
    {
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(
            Repository.Driver, ["check-config", "--print-defaults"], new Dictionary<string, string?> { [switchedOff] = "0" });

        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "default_config.ini")), output);
        Assert.Empty(errors);
        Assert.Equal(0, exitCode);
    }

    private static void AssertOneSentence(string errors, string part)
    {
        Assert.Contains(part, errors, StringComparison.Ordinal);
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("btbattery: ", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", errors, StringComparison.Ordinal);
    }
}
