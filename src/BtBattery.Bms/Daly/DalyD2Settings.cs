using BtBattery.Aggregation.Model;

namespace BtBattery.Bms.Daly;

/// <summary>d2, registers 0x80–0xA8: how the board is set. Used are the rated capacity and the cell voltages at which it protects.</summary>
/// <remarks>
/// <code>
/// register  field                   scale
/// 80        rated capacity          0.1 Ah; 0 = not set
/// 8C        cell high, protection   mV; 0 = not set (8B is the warning before it)
/// 8E        cell low, protection    mV; 0 = not set (8D is the warning before it)
/// </code>
/// Source: docs/bms/daly.md.
/// </remarks>
internal static class DalyD2Settings
{
    public const int First = 0x80;
    public const int Count = 41;

    public static BatterySnapshot Decode(RegisterBlock block, MonotonicTime at)
    {
        ushort rated = block[0x80];
        return new BatterySnapshot
        {
            DesignAh = rated == 0 ? null : new(rated / 10.0, at),
            CellOvervoltageProtection = Millivolts(block[0x8C], at),
            CellUndervoltageProtection = Millivolts(block[0x8E], at),
        };
    }

    private static Measured<double>? Millivolts(ushort raw, MonotonicTime at) => raw == 0 ? null : new(raw / 1000.0, at);
}
