namespace BtBattery.Driver.Options;

/// <summary>Where a driver keeps what it writes by itself: beside its configuration, unless that is in a folder which is not for writing.</summary>
internal static class StateFolder
{
    /// <summary>Where Debian has a program's configuration (Filesystem Hierarchy Standard 3.0, section 3.7).</summary>
    public const string Settings = "/etc/btbattery";

    /// <summary>Where what it writes belongs then (section 5.8).</summary>
    public const string Kept = "/var/lib/btbattery";

    /// <summary>The folder for what belongs to a configuration.</summary>
    /// <param name="configurationFile">The configuration; the same for the driver and for tools that look at what it keeps.</param>
    public static string Of(string configurationFile) => Of(configurationFile, Environment.GetEnvironmentVariable("STATE_DIRECTORY"));

    /// <param name="configurationFile">The configuration.</param>
    /// <param name="given">What the service manager says (systemd.exec(5): full paths, a colon between two); null or empty for nothing.</param>
    internal static string Of(string configurationFile, string? given)
    {
        if (given is { Length: > 0 })
        {
            return given.Split(':')[0];
        }

        string folder = Path.GetDirectoryName(configurationFile) ?? ".";
        return folder.EndsWith(Settings, StringComparison.Ordinal) ? $"{folder[..^Settings.Length]}{Kept}" : folder;
    }
}
