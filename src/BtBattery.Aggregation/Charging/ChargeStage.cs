namespace BtBattery.Aggregation.Charging;

/// <summary>Where charging stands.</summary>
public enum ChargeStage
{
    /// <summary>It is not known yet.</summary>
    Unknown,

    /// <summary>Up to the highest voltage.</summary>
    Bulk,

    /// <summary>At the highest voltage, for its time.</summary>
    Absorption,

    /// <summary>On the way down to float.</summary>
    FloatTransition,

    /// <summary>Held at float.</summary>
    Float,
}
