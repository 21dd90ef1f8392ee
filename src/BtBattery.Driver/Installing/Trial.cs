namespace BtBattery.Driver.Installing;

/// <summary>
/// A version that has not proven itself: lines <c>key=value</c>, which what starts the program reads and adds to (package/trial.sh). It takes the version back when it ends three times within
/// two minutes or does not answer within one; the program itself never does.
/// </summary>
/// <param name="To">The link to the version on trial, such as <c>slots/2</c>.</param>
/// <param name="Version">That version.</param>
/// <param name="Failed">Why it was taken back; null if it was not.</param>
internal sealed record Trial(string? To, string? Version, string? Failed)
{
    /// <summary>The trial that is going on; null if there is none, or if it is of a switch that did not happen.</summary>
    public static Trial? Current(Places places) =>
        Read(places.Trial) is { } trial && trial.To == new FileInfo(places.Current).LinkTarget ? trial : null;

    /// <summary>The trial that failed last; null if none has since the last change of version.</summary>
    public static Trial? RolledBack(Places places) => Read(places.RolledBack);

    /// <summary>Begins one, before the switch.</summary>
    public static void Begin(Disk disk, Places places, string from, string to, string version) =>
        disk.Write(places.Trial, $"from={from}\nto={to}\nversion={version}\n", Disk.Plain);

    private static Trial? Read(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        string[] lines = File.ReadAllLines(file);
        return new Trial(Value("to"), Value("version"), Value("failed"));

        string? Value(string key) => Array.FindLast(lines, line => line.StartsWith(key + "=", StringComparison.Ordinal))?[(key.Length + 1)..];
    }
}
