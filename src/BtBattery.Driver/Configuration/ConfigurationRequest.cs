using BtBattery.Driver.Installing;

namespace BtBattery.Driver.Configuration;

/// <summary>What the command line says about the configuration.</summary>
public sealed record ConfigurationRequest
{
    /// <summary>Name of the file with every key, beside the program; it need not be there.</summary>
    public const string DefaultFileName = "default_config.ini";

    /// <summary>Name of the owner's file, beside a program that is not installed; it need not be there.</summary>
    public const string OwnersFileName = "config.ini";

    /// <summary>Where the program is.</summary>
    public string ProgramFolder { get; init; } = AppContext.BaseDirectory;

    /// <summary>What relative paths of the command line start from.</summary>
    public string CurrentFolder { get; init; } = Environment.CurrentDirectory;

    /// <summary>The file of <c>--config</c>, which then must be there; null for that of the installation that the program lies in, or else <see cref="OwnersFileName"/> beside it.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>The batteries as they were given, <c>MAC</c> or <c>MAC:CONFIG</c>; none for those of the file.</summary>
    public IReadOnlyList<string> Batteries { get; init; } = [];

    /// <summary>True for <c>-s</c>.</summary>
    public bool IsSeries { get; init; }

    /// <summary>True for <c>-p</c>.</summary>
    public bool IsParallel { get; init; }

    /// <summary>The expression of <c>--topology</c>; null if it was not given.</summary>
    public string? Topology { get; init; }

    /// <summary>Options that stand for keys.</summary>
    public IReadOnlyList<CommandLineValue> Values { get; init; } = [];

    /// <summary>The owner's file.</summary>
    public string OwnersFile => ConfigFile is null
        ? Places.ConfigOfInstalled(ProgramFolder) ?? Path.Combine(Path.GetFullPath(ProgramFolder), OwnersFileName)
        : Path.GetFullPath(ConfigFile, CurrentFolder);
}
