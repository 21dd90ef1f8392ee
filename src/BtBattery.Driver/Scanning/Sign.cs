namespace BtBattery.Driver.Scanning;

/// <summary>What makes a device look like a battery.</summary>
public enum Sign
{
    /// <summary>A running driver serves it.</summary>
    Served,

    /// <summary>Its name.</summary>
    Name,

    /// <summary>The beginning of its address.</summary>
    Address,

    /// <summary>A manufacturer id that it advertises.</summary>
    Maker,

    /// <summary>A service that it advertises.</summary>
    Service,
}
