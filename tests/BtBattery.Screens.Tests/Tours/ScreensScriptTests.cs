using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.Screens.Tests.Tours;

/// <summary>The commands that show every page, and make what is copied to a device.</summary>
public sealed class ScreensScriptTests
{
    [Theory]
    [InlineData("screens.sh", "--gui", "--gui needs v1, v2 or all")]
    [InlineData("screens.sh", "--gui v3", "--gui is v1, v2 or all")]
    [InlineData("screens.sh", "--frobnicate", "'--frobnicate' is not an option")]
    [InlineData("build-screens.sh", "--frobnicate", "'--frobnicate' is not an option")]
    [InlineData("build-screens.sh", "gui-v2", "'gui-v2' is not an option")]
    public async Task Wrong_usage_exits_2_with_one_sentence(string script, string arguments, string part)
    {
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(Path.Combine(Repository.Root, script), arguments.Split(' '));
        Assert.Equal(2, exitCode);
        Assert.Contains(part, Assert.Single(errors.Split('\n')), StringComparison.Ordinal);
        Assert.Empty(output);
    }

    [Theory]
    [InlineData("screens.sh", "--gui")]
    [InlineData("screens.sh", "--live")]
    [InlineData("screens.sh", "artifacts/screens")]
    [InlineData("screens.sh", "Exit status: 0")]
    [InlineData("build-screens.sh", "artifacts/qml")]
    [InlineData("build-screens.sh", "Exit status: 0")]
    public async Task Help_names_every_option_and_where_the_result_is(string script, string part)
    {
        (int exitCode, string output, _) = await ChildProcess.RunAsync(Path.Combine(Repository.Root, script), ["--help"]);
        Assert.Equal(0, exitCode);
        Assert.Contains(part, output, StringComparison.Ordinal);
    }
}
