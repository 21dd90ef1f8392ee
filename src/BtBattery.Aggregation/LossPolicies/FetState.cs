namespace BtBattery.Aggregation.LossPolicies;

/// <summary>What is known of a FET.</summary>
public enum FetState
{
    /// <summary>Never said, or said so long ago by a battery that has said other things since.</summary>
    Unknown,

    /// <summary>Current can flow.</summary>
    Closed,

    /// <summary>No current can flow.</summary>
    Open,
}
