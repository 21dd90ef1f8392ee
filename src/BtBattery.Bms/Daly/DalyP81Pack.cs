using BtBattery.Aggregation.Model;
using BtBattery.Bms.Framing;

namespace BtBattery.Bms.Daly;

/// <summary>p81, registers 0x00–0x3F: cells and pack.</summary>
/// <remarks>
/// All u16, big-endian (source: docs/bms/daly.md):
/// <code>
/// register  field                scale, sign
/// 00–2F     cells 1–48           1 mV; valid up to the cell count
/// 30–37     temperatures 1–8     °C = raw − 40; 0xFF = none; valid up to the sensor count
/// 38        pack voltage         0.1 V
/// 39        current              0.1 A above 30000, positive = charging
/// 3A        state of charge      0.1 %
/// 3B        heartbeat            not used
/// 3C, 3D    cells, sensors
/// 3E, 3F    highest cell         not used: the cells themselves are at hand
/// </code>
/// </remarks>
internal static class DalyP81Pack
{
    public const int First = 0x00;
    public const int Count = 0x40;
    public const int MaxCells = 48;

    private const int MaxSensors = 8;

    /// <summary>The values of one reply.</summary>
    /// <exception cref="MalformedReplyException">Cell or sensor count is impossible, or registers are missing.</exception>
    public static BatterySnapshot Decode(RegisterBlock block, CurrentSign sign, BatteryActivity? activity, MonotonicTime at)
    {
        int count = block[0x3C];
        int sensors = block[0x3D];
        if (count is 0 or > MaxCells || sensors > MaxSensors)
            throw new MalformedReplyException("the cell or sensor count is impossible");

        var cells = new double?[count];
        for (int i = 0; i < count; i++)
            cells[i] = block[i] / 1000.0;
        var temperatures = new double?[sensors];
        for (int i = 0; i < sensors; i++)
            temperatures[i] = DalyValues.CellTemperature(block[0x30 + i]);
        return new BatterySnapshot
        {
            CellCount = new(count, at),
            CellVoltages = new(cells, at),
            TemperatureSensorCount = new(sensors, at),
            Temperatures = new(temperatures, at),
            Voltage = new(block[0x38] / 10.0, at),
            Current = new(sign.Apply(block[0x39] - DalyValues.NoCurrent, activity), at),
            SocPercent = new(block[0x3A] / 10.0, at),
        };
    }
}
