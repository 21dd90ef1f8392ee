namespace BtBattery.Simulator.Physics;

/// <summary>In whose words and steps a BMS says what it measures.</summary>
public enum BmsBoard
{
    /// <summary>10 mA, whole percent, 10 mAh, 0.1 °C; knows a learned capacity.</summary>
    Jbd,

    /// <summary>0.1 A, 0.1 %, 0.1 Ah, whole °C; alarms of two levels.</summary>
    Daly,

    /// <summary>As <see cref="Daly"/>, of the generation whose alarms nobody knows: it names no protection.</summary>
    DalyWithoutAlarms,
}
