namespace BtBattery.Driver.Configuration;

/// <summary>Where a value comes from.</summary>
public enum OriginKind
{
    /// <summary>Nobody set it; it is the declared default.</summary>
    Default,

    /// <summary>A file.</summary>
    File,

    /// <summary>The command line.</summary>
    CommandLine,

    /// <summary>It was changed on the screen.</summary>
    Screen,
}
