using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.Screens.Tests.Tours;

/// <summary>The command that shows every page.</summary>
public sealed class ScreensScriptTests
{
    private static readonly string s_screens = Path.Combine(Repository.Root, "screens.sh");

    [Theory]
    [InlineData("--gui", "--gui needs v1, v2 or all")]
    [InlineData("--gui v3", "--gui is v1, v2 or all")]
    [InlineData("--frobnicate", "'--frobnicate' is not an option")]
    public async Task Wrong_usage_exits_2_with_one_sentence(string arguments, string part)
    {
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(s_screens, arguments.Split(' '));
        Assert.Equal(2, exitCode);
        Assert.Contains(part, errors, StringComparison.Ordinal);
        Assert.Empty(output);
    }

    [Theory]
    [InlineData("--gui")]
    [InlineData("--live")]
    [InlineData("artifacts/screens")]
    public async Task Help_names_every_option_and_where_the_pictures_are(string part)
    {
        (int exitCode, string output, _) = await ChildProcess.RunAsync(s_screens, ["--help"]);
        Assert.Equal(0, exitCode);
        Assert.Contains(part, output, StringComparison.Ordinal);
    }
}
