using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.LossPolicies;

/// <summary>
/// The voltages of a cell that is far from full and from empty: a battery whose cells were all within them when it fell silent is in no danger for some minutes.
/// </summary>
/// <param name="LowestVolts">V.</param>
/// <param name="HighestVolts">V.</param>
public readonly record struct CellBand(double LowestVolts, double HighestVolts)
{
    /// <summary>
    /// LFP: the flat part of its curve, about 20 to 90 %. The band in which dbus-serialbattery goes on without data.
    /// </summary>
    public static CellBand Lfp { get; } = new(3.225, 3.375);

    /// <summary>Li-ion: about 20 to 80 %. Ours, from typical open-circuit curves of NMC cells.</summary>
    public static CellBand LiIon { get; } = new(3.55, 4.0);

    /// <summary>LTO: about 20 to 80 %. Ours, from typical open-circuit curves of LTO cells.</summary>
    public static CellBand Lto { get; } = new(2.15, 2.45);

    /// <summary>True if every cell was within it, as last said; false if one was not, did not arrive, or there are none.</summary>
    public bool Holds(BatterySnapshot battery)
    {
        ArgumentNullException.ThrowIfNull(battery);
        if (battery.CellVoltages is not { Value.Count: > 0 } cells)
        {
            return false;
        }

        for (int i = 0; i < cells.Value.Count; i++)
        {
            // A cell that is unknown, or no number, compares as false.
            if (!(cells.Value[i] >= LowestVolts && cells.Value[i] <= HighestVolts))
            {
                return false;
            }
        }

        return true;
    }
}
