using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.Screens.Tests.Plugin;

/// <summary>What cannot become a plugin is refused in a sentence that names it, by the program that builds it.</summary>
public sealed class PluginSourcesTests : IDisposable
{
    private static readonly string s_program = Path.Combine(AppContext.BaseDirectory, "btbattery-plugin");

    private readonly string _folder = Directory.CreateTempSubdirectory("btbattery-plugin-").FullName;

    private string Pages => Path.Combine(_folder, "gui-v2");

    private string Built => Path.Combine(_folder, "out", "BtBattery.json");

    [Fact]
    public async Task Our_pages_become_one()
    {
        Assert.Equal((0, ""), await BuildAsync(() => { }));
        Assert.True(File.Exists(Built));
    }

    [Theory]
    [InlineData("BtCellsPage.qml", "The page BtCellsPage.qml is missing")]
    [InlineData("translations/BtBattery_en.qm", "BtBattery_en.qm is missing")]
    public async Task A_missing_file_is_named(string file, string part) => await AssertRefusedAsync(() => File.Delete(Path.Combine(Pages, file)), part);

    [Theory]
    [InlineData("translations/English.qm", "", "call it BtBattery_<language>.qm")]
    [InlineData("translations/BtBattery_it.qm", "no texts at all", "no texts")]
    [InlineData("lower.qml", "Item {}", "call it by a capital letter")]
    [InlineData("Empty.qml", "", "Empty.qml is empty")]
    [InlineData("Long.qml", "text: `two\n lines`", "a text of several lines")]
    public async Task A_wrong_file_is_named(string file, string content, string part) =>
        await AssertRefusedAsync(() => File.WriteAllText(Path.Combine(Pages, file), content), part);

    [Fact]
    public async Task One_that_a_browser_might_not_get_is_refused() => await AssertRefusedAsync(
        () => File.WriteAllText(Path.Combine(Pages, "Large.qml"), string.Concat(Enumerable.Range(0, 30_000).Select(i => $"{i * 7919L % 65537:x}\n"))),
        "60000 are the most");

    [Fact]
    public async Task A_folder_that_is_not_there_is_named() => await AssertRefusedAsync(() => Directory.Delete(Pages, recursive: true), Pages);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task AssertRefusedAsync(Action change, string part)
    {
        (int exitCode, string errors) = await BuildAsync(change);
        Assert.Equal(1, exitCode);
        Assert.Contains(part, errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Built));
    }

    private async Task<(int ExitCode, string Errors)> BuildAsync(Action change)
    {
        string sources = Path.Combine(Repository.Root, "qml", "gui-v2");
        foreach (string file in Directory.EnumerateFiles(sources, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(Pages, Path.GetRelativePath(sources, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        change();
        (int exitCode, _, string errors) = await ChildProcess.RunAsync(s_program, [Pages, Built]);
        return (exitCode, errors);
    }
}
