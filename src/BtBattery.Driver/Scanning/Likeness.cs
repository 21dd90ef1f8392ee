namespace BtBattery.Driver.Scanning;

/// <summary>How much a device looks like a battery. Only its answers could prove it.</summary>
public enum Likeness
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>One weak sign: an address of a maker of chips, or a service that many things advertise.</summary>
    Possible,

    /// <summary>A name that batteries have, two weak signs together, or a driver that serves it.</summary>
    Likely,
}
