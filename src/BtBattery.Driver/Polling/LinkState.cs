namespace BtBattery.Driver.Polling;

/// <summary>Where the link of one battery stands.</summary>
public enum LinkState
{
    /// <summary>Started; nothing tried yet.</summary>
    Starting,

    /// <summary>Looking for the battery, connecting, or waiting to try again.</summary>
    Connecting,

    /// <summary>Connected, and the last round was answered.</summary>
    Live,
}
