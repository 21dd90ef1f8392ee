using BtBattery.Aggregation.Model;

namespace BtBattery.Bms.Daly;

/// <summary>d2, registers 0x80–0xA8: how the board is set. Only the rated capacity is used.</summary>
/// <remarks>
/// <code>
/// register  field           scale
/// 80        rated capacity  0.1 Ah; 0 = not set
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
        return new BatterySnapshot { DesignAh = rated == 0 ? null : new(rated / 10.0, at) };
    }
}
