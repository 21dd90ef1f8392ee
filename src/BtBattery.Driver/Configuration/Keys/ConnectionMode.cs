namespace BtBattery.Driver.Configuration.Keys;

/// <summary>Whether the Bluetooth link is kept between two readings.</summary>
public enum ConnectionMode
{
    /// <summary>The link stays up.</summary>
    Continuous,

    /// <summary>A link for each reading; in between the battery and the radio are free for others.</summary>
    Intermittent,
}
