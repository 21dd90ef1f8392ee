namespace BtBattery.Bench;

/// <summary>Chargers and loads as they truly are.</summary>
internal sealed record SystemSight
{
    /// <summary>A that the chargers could give the bank now beyond what the loads take, if nobody limited them.</summary>
    public double OfferedAmps { get; init; }

    /// <summary>A that the loads would take from the bank now beyond what the chargers give, if nobody limited them.</summary>
    public double WantedAmps { get; init; }

    /// <summary>A that the loads and the inverter itself need from the bank if the chargers give all they can. What comes out of it beyond that serves no load.</summary>
    public double NeededAmps { get; init; }

    /// <summary>A that chargers were told to give for loads beyond what these draw now: the system smooths what they draw.</summary>
    public double LoadLagAmps { get; init; }

    /// <summary>True if the sun feeds in: then chargers obey the charge voltage alone.</summary>
    public bool FeedsIn { get; init; }
}
