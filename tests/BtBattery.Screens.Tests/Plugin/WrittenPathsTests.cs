using System.Text.RegularExpressions;
using BtBattery.Driver.Publish.Surfaces;
using BtBattery.Driver.Tests.Publish;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.Screens.Tests.Plugin;

/// <summary>Paths as they stand in the sources of pages, those that no tour comes across included.</summary>
public sealed partial class WrittenPathsTests
{
    private static readonly string[] s_patterns = [.. SurfaceTable.Paths.Select(path => path.Pattern)];

    // What stands behind a number or a name in a path.
    private static readonly string[] s_ends = [.. s_patterns.SelectMany(pattern => Place().Matches(pattern).Select(place => pattern[(place.Index + place.Length)..]))];

    public static TheoryData<string> Sources() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "qml"), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".qml" or ".js").Select(file => Path.GetRelativePath(Repository.Root, file)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Sources))]
    public void Every_written_path_is_one_of_ours_or_begins_or_ends_one(string file)
    {
        string[] wrong = [.. Written().Matches(File.ReadAllText(Path.Combine(Repository.Root, file))).Select(match => match.Groups["path"].Value).Where(path => !IsOurs(path))];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("/Soc", true)]
    [InlineData("/Voltages/Cell", true)]
    [InlineData("/Batteries/", true)]
    [InlineData("/Settings/", true)]
    [InlineData("/Settings/Override/", false)]
    [InlineData("/Sock", false)]
    [InlineData("/Voltages/Cells", false)]
    public void A_path_is_told_from_none(string path, bool isOurs) => Assert.Equal(isOurs, IsOurs(path));

    private static bool IsOurs(string path) =>
        path == "/Batteries/" || SurfacePaths.Exists(path) || s_patterns.Any(pattern => pattern.StartsWith(path, StringComparison.Ordinal)) || s_ends.Contains(path);

    [GeneratedRegex("""["'](?<path>/[A-Z][A-Za-z0-9_/]*)["']""")]
    private static partial Regex Written();

    [GeneratedRegex("<[a-z]+>")]
    private static partial Regex Place();
}
