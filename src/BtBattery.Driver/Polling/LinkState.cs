namespace BtBattery.Driver.Polling;

/// <summary>Where the link with a battery stands; docs/dbus-paths.md tells them to people.</summary>
public enum LinkState
{
    /// <summary>It was not reached since the driver started, though it was looked for.</summary>
    NeverSeen,

    /// <summary>No data yet: the first attempt is under way, or the battery was reached and gave none.</summary>
    Connecting,

    /// <summary>Data comes in.</summary>
    Live,

    /// <summary>Connected, but the last data is older than it should be; still within the deadline.</summary>
    Late,

    /// <summary>There is no link on purpose, until the next reading; the data that there is holds up to its deadline.</summary>
    Resting,

    /// <summary>It gave data before; now there is no link, or the data is older than the deadline.</summary>
    Lost,

    /// <summary>The link was given away, or back, on purpose: to a tool, or because the driver ends.</summary>
    Released,

    /// <summary>The battery, or this program, refuses; only the owner can help.</summary>
    Refused,

    /// <summary>It has vanished, and everything known fits a board that sleeps. A presumption, no more.</summary>
    Asleep,
}
