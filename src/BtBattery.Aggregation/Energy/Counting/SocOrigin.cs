namespace BtBattery.Aggregation.Energy.Counting;

/// <summary>Where a counted state of charge began.</summary>
public enum SocOrigin
{
    /// <summary>Nothing is counted yet.</summary>
    Unknown,

    /// <summary>With what the BMS said.</summary>
    Reported,

    /// <summary>With the battery full, by its voltage and current.</summary>
    Full,

    /// <summary>With the battery empty, by its lowest cell or its BMS.</summary>
    Empty,
}
