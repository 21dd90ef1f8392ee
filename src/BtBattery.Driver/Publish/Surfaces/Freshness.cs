namespace BtBattery.Driver.Publish.Surfaces;

/// <summary>How long what a path shows may be believed; docs/dbus-paths.md says it to people.</summary>
public enum Freshness
{
    /// <summary>It does not age.</summary>
    Fact,

    /// <summary>It was measured, and turns invalid when its frame is older than DATA_TIMEOUT.</summary>
    Reading,

    /// <summary>It is decided anew in each turn from what is fresh then, and has no deadline of its own.</summary>
    Decision,

    /// <summary>It was heard from an advertisement, and turns invalid after ten minutes.</summary>
    Heard,
}
