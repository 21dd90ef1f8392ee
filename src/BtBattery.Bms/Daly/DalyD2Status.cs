using BtBattery.Aggregation.Model;
using BtBattery.Bms.Framing;

namespace BtBattery.Bms.Daly;

/// <summary>d2, registers 0x00–0x3D (62) or 0x00–0x4F (80): the whole pack.</summary>
/// <remarks>
/// All u16, big-endian (source: docs/bms/daly.md):
/// <code>
/// register  field                     scale, sign
/// 00–1F     cells 1–32                1 mV; valid up to the cell count
/// 20–27     temperatures 1–8          °C = raw − 40; 0xFF = not fitted; valid up to the sensor count
/// 28        pack voltage              0.1 V
/// 29        current                   0.1 A above 30000, positive = charging
/// 2A        state of charge           0.1 %
/// 2B–2E     extremes                  not used: the cells themselves are at hand
/// 2F        state                     0 idle, 1 charging, 2 discharging
/// 30        remaining capacity        0.1 Ah
/// 31        cells                     1–32
/// 32        temperature sensors       0–8
/// 33        cycles
/// 34        balancer                  not used: 3E and 3F tell which cells
/// 35, 36    charge, discharge FET     1 = on
/// 37, 38    average, difference       not used
/// 39        power                     1 W, without sign
/// 3A–3D     alarms                    see DalyAlarms
/// </code>
/// From 3E on see <see cref="DalyD2Balancing"/>.
/// </remarks>
internal static class DalyD2Status
{
    public const int First = 0x00;
    public const int ShortCount = 62;
    public const int LongCount = 80;
    public const int MaxCells = 32;

    private const int MaxSensors = 8;

    /// <summary>The values of one reply.</summary>
    /// <exception cref="MalformedReplyException">Cell or sensor count is impossible, or registers are missing.</exception>
    public static BatterySnapshot Decode(RegisterBlock block, CurrentSign sign, MonotonicTime at)
    {
        int cells = block[0x31];
        int sensors = block[0x32];
        if (cells is 0 or > MaxCells || sensors > MaxSensors)
            throw new MalformedReplyException("the cell or sensor count is impossible");

        BatteryActivity? activity = DalyValues.Activity(block[0x2F]);
        ulong alarms = block[0x3A] | (ulong)block[0x3B] << 16 | (ulong)block[0x3C] << 32 | (ulong)block[0x3D] << 48;
        return new BatterySnapshot
        {
            CellCount = new(cells, at),
            CellVoltages = new(Cells(block, cells), at),
            TemperatureSensorCount = new(sensors, at),
            Temperatures = new(Temperatures(block, sensors), at),
            Voltage = new(block[0x28] / 10.0, at),
            Current = new(sign.Apply(block[0x29] - DalyValues.NoCurrent, activity), at),
            SocPercent = new(block[0x2A] / 10.0, at),
            Activity = DalyValues.Known(activity, at),
            RemainingAh = new(block[0x30] / 10.0, at),
            Cycles = new(block[0x33], at),
            ChargeFetOn = new(block[0x35] == 1, at),
            DischargeFetOn = new(block[0x36] == 1, at),
            UnsignedPower = new(block[0x39], at),
            Protections = new(DalyAlarms.DecodeD2(alarms), at),
        };
    }

    private static double?[] Cells(RegisterBlock block, int count)
    {
        var cells = new double?[count];
        for (int i = 0; i < count; i++)
            cells[i] = block[i] / 1000.0;
        return cells;
    }

    private static double?[] Temperatures(RegisterBlock block, int count)
    {
        var temperatures = new double?[count];
        for (int i = 0; i < count; i++)
            temperatures[i] = DalyValues.CellTemperature(block[0x20 + i]);
        return temperatures;
    }
}
