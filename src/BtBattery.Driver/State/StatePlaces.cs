using BtBattery.Driver.Options;

namespace BtBattery.Driver.State;

/// <summary>Where state is kept.</summary>
/// <param name="Kept">The file that outlives a start of the machine: on flash, and written seldom.</param>
/// <param name="Volatile">
/// The file that ends with a start of the machine: in memory, and written often, so that a driver that was killed goes on where it was. Null where there is no
/// place for it.
/// </param>
public sealed record StatePlaces(string Kept, string? Volatile)
{
    /// <summary>Name of the file that is kept.</summary>
    public const string FileName = "bank-state.json";

    /// <summary>The file beside it for what is long and written seldom: on flash too.</summary>
    public string Seldom { get; } = Path.Combine(Path.GetDirectoryName(Kept) ?? ".", "cell-history.json");

    /// <summary>In the folder for what is kept, and nowhere else: see <see cref="StateFolder"/>.</summary>
    /// <param name="configurationFile">The configuration.</param>
    public static StatePlaces Of(string configurationFile) => new(StateFile.Of(configurationFile, FileName), null);

    /// <summary>
    /// With a file in the runtime folder of the user (XDG Base Directory Specification), or of the system, which has a name of its own for every folder of a
    /// configuration.
    /// </summary>
    public StatePlaces WithRuntimeFolder()
    {
        string root = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 } runtime ? runtime : "/run";
        string owner = Fnv1a.ShortNameOf(Path.GetFullPath(Kept));
        try
        {
            return this with { Volatile = Path.Combine(Directory.CreateDirectory(Path.Combine(root, "btbattery")).FullName, $"bank-state-{owner}.json") };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Not for this user: then what is on flash has to do.
            return this;
        }
    }
}
