namespace BtBattery.Driver.Links;

/// <summary>What the radio knows of one battery, whether it is connected or not. Asking costs nothing: nobody is called.</summary>
public sealed record RadioFacts
{
    /// <summary>Nothing is known: no attempt was made yet.</summary>
    public static RadioFacts None { get; } = new();

    /// <summary>The adapter of the link, or, while there is none, of the last attempt to make one; null before the first.</summary>
    public AdapterIdentity? Adapter { get; init; }

    /// <summary>
    /// The last advertisement heard; null if none was since the driver runs. A connected battery does not advertise, and BlueZ tells of advertisements
    /// only while somebody discovers, so this may be hours old on a good link: whoever shows it shows its age, or nothing once it is old.
    /// </summary>
    public Sighting? Sighting { get; init; }
}
