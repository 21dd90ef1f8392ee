using BtBattery.Aggregation.Model;

namespace BtBattery.Bms.Daly;

/// <summary>d2, registers 0x3E–0x46: balancing and the board's own temperatures. The 80-register reply holds them too.</summary>
/// <remarks>
/// <code>
/// register  field                    scale
/// 3E, 3F    balancing 1–16, 17–32    bit 0 = cell 1, 17
/// 40        balance current          0.001 A above 30000; not used
/// 42        power stage temperature  °C = raw − 40; 0 or 0xFFFF = none
/// 43        board temperature        the same
/// </code>
/// Source: docs/bms/daly.md.
/// </remarks>
internal static class DalyD2Balancing
{
    public const int First = 0x3E;
    public const int Count = 9;

    public static BatterySnapshot Decode(RegisterBlock block, int cells, MonotonicTime at) => new()
    {
        Balancing = new(DalyValues.Flags(block[0x3E] | (ulong)block[0x3F] << 16, cells), at),
        MosTemperature = new(DalyValues.BoardTemperature(block[0x42]), at),
        BoardTemperature = new(DalyValues.BoardTemperature(block[0x43]), at),
    };
}
