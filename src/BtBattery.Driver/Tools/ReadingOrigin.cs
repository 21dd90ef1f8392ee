namespace BtBattery.Driver.Tools;

/// <summary>Where a tool has its values from.</summary>
public enum ReadingOrigin
{
    /// <summary>From the battery, over a Bluetooth link of its own.</summary>
    Bluetooth,

    /// <summary>From the driver that serves the battery, over D-Bus.</summary>
    Driver,
}
