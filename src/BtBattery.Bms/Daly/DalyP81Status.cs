using BtBattery.Aggregation.Model;

namespace BtBattery.Bms.Daly;

/// <summary>p81, registers 0x41–0x7E: what the board is doing.</summary>
/// <remarks>
/// All u16, big-endian (source: docs/bms/daly.md):
/// <code>
/// register  field                      scale
/// 48        state                      0 idle, 1 charging, 2 discharging
/// 4B        remaining capacity         0.1 Ah
/// 4C        cycles
/// 4D, 4E    balancer state, current    not used: uncertain
/// 4F–51     balancing cells            bit 0 = cell 1
/// 52, 53    charge, discharge FET      1 = on
/// 58        power                      1 W, without sign
/// 5A, 5B    power stage, board         °C = raw − 40; 0, 0xFF, 0xFFFF = none
/// 6D, 6E    alarms                     layout unproven: any bit is "the board warns of something"
/// </code>
/// </remarks>
internal static class DalyP81Status
{
    public const int First = 0x41;
    public const int Count = 0x3E;

    private static readonly IReadOnlyList<ActiveProtection> s_something =
        [new ActiveProtection(Protection.InternalFault, ProtectionLevel.Warning, "internal_warning")];

    public static BatterySnapshot Decode(RegisterBlock block, int cells, MonotonicTime at)
    {
        ulong balancing = block[0x4F] | (ulong)block[0x50] << 16 | (ulong)block[0x51] << 32;
        bool isWarning = (block[0x6D] | block[0x6E]) != 0;
        return new BatterySnapshot
        {
            Activity = DalyValues.Known(DalyValues.Activity(block[0x48]), at),
            RemainingAh = new(block[0x4B] / 10.0, at),
            Cycles = new(block[0x4C], at),
            Balancing = new(DalyValues.Flags(balancing, cells), at),
            ChargeFetOn = new(block[0x52] == 1, at),
            DischargeFetOn = new(block[0x53] == 1, at),
            UnsignedPower = new(block[0x58], at),
            MosTemperature = new(DalyValues.BoardTemperature(block[0x5A]), at),
            BoardTemperature = new(DalyValues.BoardTemperature(block[0x5B]), at),
            Protections = new(isWarning ? s_something : [], at),
        };
    }
}
