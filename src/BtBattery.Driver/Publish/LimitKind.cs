namespace BtBattery.Driver.Publish;

/// <summary>Which of the three limits.</summary>
public enum LimitKind
{
    /// <summary>CVL, V.</summary>
    ChargeVoltage,

    /// <summary>CCL, A.</summary>
    ChargeCurrent,

    /// <summary>DCL, A.</summary>
    DischargeCurrent,
}
