using BtBattery.Aggregation.Model;

namespace BtBattery.Bms.Daly;

/// <summary>p81, registers 0x100–0x150: how the board is set. Only the rated capacity is used.</summary>
/// <remarks>
/// <code>
/// register    field           scale
/// 109–10A     rated capacity  u32, 0.001 Ah; 0 = not set
/// </code>
/// Another description places it in 0x100; its own capture holds 1 there and the true value here. Source: docs/bms/daly.md.
/// </remarks>
internal static class DalyP81Settings
{
    public const int First = 0x100;
    public const int Count = 0x51;

    public static BatterySnapshot Decode(RegisterBlock block, MonotonicTime at)
    {
        uint rated = block.U32(0x109);
        return new BatterySnapshot { DesignAh = rated == 0 ? null : new(rated / 1000.0, at) };
    }
}
