using BtBattery.Screens.Tests.Harness;

namespace BtBattery.Screens.Tests.Tours;

/// <summary>Pages with values from files: banks of every kind, and what seldom happens.</summary>
public abstract class FixtureTours(string prefix)
{
    /// <summary>Tours of one interface by the name of their file, without its ending.</summary>
    protected static TheoryData<string> Named(string prefix, Func<string, bool> isWanted) =>
        [.. Directory.EnumerateFiles(Tour.Folder, prefix + "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Where(isWanted).Order(StringComparer.Ordinal)];

    protected async Task RunAsync(string name)
    {
        Assert.StartsWith(prefix, name, StringComparison.Ordinal);
        Tour tour = await Tour.RunAsync(Path.Combine(Tour.Folder, name + ".json"), name);
        tour.AssertIsFine();
    }
}
