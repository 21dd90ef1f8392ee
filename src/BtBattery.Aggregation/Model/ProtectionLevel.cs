namespace BtBattery.Aggregation.Model;

/// <summary>How far a protection went.</summary>
public enum ProtectionLevel
{
    /// <summary>Told, but nothing switched.</summary>
    State = 0,

    /// <summary>The BMS warns.</summary>
    Warning = 1,

    /// <summary>The BMS has acted, or is about to.</summary>
    Alarm = 2,
}
