using System.Text.Json;
using BtBattery.Driver.Tests.Publish;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.Screens.Tests.Harness;

/// <summary>One run of <c>tests/screens/render.py</c>.</summary>
/// <param name="Complaints">What went wrong; empty if the pages did as the tour says.</param>
/// <param name="Asked">Every value that a page asked for, as service and path.</param>
/// <param name="Pictures">Files that it wrote.</param>
internal sealed record Tour(IReadOnlyList<string> Complaints, IReadOnlyList<string> Asked, IReadOnlyList<string> Pictures)
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "screens", "tours");

    /// <summary>Where pictures are left for people to look at.</summary>
    public static string PicturesFolder { get; } = Path.Combine(Repository.Root, "artifacts", "screens");

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs a tour to its end.</summary>
    /// <param name="file">The tour.</param>
    /// <param name="name">Of the folder that gets its pictures.</param>
    /// <param name="options">More of what <c>render.py</c> takes.</param>
    public static async Task<Tour> RunAsync(string file, string name, params string[] options)
    {
        string folder = Path.Combine(PicturesFolder, name);
        string result = Path.Combine(folder, Path.GetFileNameWithoutExtension(file) + ".result.json");
        File.Delete(Directory.CreateDirectory(folder).FullName + "/" + Path.GetFileName(result));
        (_, string output, string errors) = await ChildProcess.RunAsync(
            Tools.Python, [Path.Combine(Repository.Root, "tests", "screens", "render.py"), file, "--out", folder, .. options], patience: s_patience);
        Assert.True(File.Exists(result), output + errors);
        using JsonDocument json = JsonDocument.Parse(await File.ReadAllTextAsync(result));
        return new Tour(Texts("complaints"), Texts("asked"), Texts("shots"));

        IReadOnlyList<string> Texts(string field) => [.. json.RootElement.GetProperty(field).EnumerateArray().Select(text => text.GetString()!)];
    }

    /// <summary>The pages did as the tour says, without a warning, and asked only for what a service of ours has, whatever its batteries are.</summary>
    public void AssertIsFine()
    {
        Assert.True(Complaints.Count == 0, string.Join('\n', Complaints));
        Assert.NotEmpty(Asked);
        string[] inVain = [.. Asked.Where(asked => asked.IndexOf('/', StringComparison.Ordinal) is var slash && (slash < 0 || !SurfacePaths.Exists(asked[slash..])))];
        Assert.True(inVain.Length == 0, "No service of ours has:\n" + string.Join('\n', inVain));
    }
}
