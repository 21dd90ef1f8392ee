using BtBattery.Aggregation.Model;
using BtBattery.Bms.Framing;

namespace BtBattery.Bms.Jbd;

/// <summary>Register 0x03: everything about the pack except its cells.</summary>
/// <remarks>
/// Payload, big-endian (source: docs/bms/jbd.md):
/// <code>
/// offset  type     field                     scale, sign
///  0      u16      pack voltage              0.01 V
///  2      i16      current                   0.01 A, positive = charging
///  4      u16      remaining capacity        0.01 Ah
///  6      u16      nominal capacity          0.01 Ah; 0 = not set
///  8      u16      cycles
/// 10      u16      production date           bits 15–9 year − 2000, 8–5 month, 4–0 day
/// 12      u16      balancing, cells 1–16     bit 0 = cell 1
/// 14      u16      balancing, cells 17–32    bit 0 = cell 17
/// 16      u16      protection bits           see JbdProtections
/// 18      u8       software version          high nibble . low nibble
/// 19      u8       state of charge           %
/// 20      u8       FETs                      bit 0 charge on, bit 1 discharge on
/// 21      u8       cells
/// 22      u8       temperature sensors n     may be 0
/// 23      u16 × n  temperatures              0.1 K, 273.1 K = 0 °C
/// then, on newer firmware only (t = 23 + 2n):
/// t       u8       humidity                  %; 0 on every known frame, not used
/// t+1     u16      alarm status              0 on every known frame, not used
/// t+3     u16      full-charge capacity      0.01 Ah; 0 = not learned
/// t+5     u16      remaining capacity again  0.01 Ah, not used
/// t+7     u16      balance current           holds impossible values, not used
/// </code>
/// </remarks>
public static class JbdPackInfo
{
    /// <summary>The register.</summary>
    public const byte Register = 0x03;

    private const int TrailingLength = 9;

    /// <summary>The values of one payload.</summary>
    /// <param name="payload">The payload of a checked frame.</param>
    /// <param name="at">When its last byte arrived.</param>
    /// <param name="invertCurrent">Turns the sign of the current round.</param>
    /// <exception cref="MalformedReplyException">The payload is shorter than its fields.</exception>
    public static BatterySnapshot Decode(ReadOnlySpan<byte> payload, MonotonicTime at, bool invertCurrent = false)
    {
        var reader = new WireReader(payload);
        double volts = reader.U16() / 100.0;
        int centiamps = reader.I16();
        double remainingAh = reader.U16() / 100.0;
        ushort design = reader.U16();
        ushort cycles = reader.U16();
        ushort date = reader.U16();
        uint balancing = reader.U16() | (uint)reader.U16() << 16;
        ushort protection = reader.U16();
        byte version = reader.U8();
        byte soc = reader.U8();
        byte fets = reader.U8();
        byte cells = reader.U8();
        byte sensors = reader.U8();
        double?[] temperatures = ReadTemperatures(ref reader, sensors);
        ushort full = ReadFullCapacity(ref reader);

        return new BatterySnapshot
        {
            Voltage = new(volts, at),
            Current = new((invertCurrent ? -centiamps : centiamps) / 100.0, at),
            RemainingAh = new(remainingAh, at),
            DesignAh = design == 0 ? null : new(design / 100.0, at),
            FullAh = full == 0 ? null : new(full / 100.0, at),
            Cycles = new(cycles, at),
            ProductionDate = ToDate(date) is { } day ? new(day, at) : null,
            Balancing = new(ToFlags(balancing, cells), at),
            Protections = new(JbdProtections.Decode(protection), at),
            SoftwareVersion = new(ToVersion(version), at),
            SocPercent = new(soc, at),
            ChargeFetOn = new((fets & 1) != 0, at),
            DischargeFetOn = new((fets & 2) != 0, at),
            CellCount = new(cells, at),
            TemperatureSensorCount = new(sensors, at),
            Temperatures = new(temperatures, at),
        };
    }

    private static double?[] ReadTemperatures(ref WireReader reader, int sensors)
    {
        double?[] temperatures = sensors == 0 ? [] : new double?[sensors];
        for (int i = 0; i < sensors; i++)
        {
            double celsius = (reader.U16() - 2731) / 10.0;
            // Outside what a thermistor on a battery can say, the sensor is broken or missing; it keeps its place.
            temperatures[i] = celsius is >= -40 and <= 125 ? celsius : null;
        }

        return temperatures;
    }

    private static ushort ReadFullCapacity(ref WireReader reader)
    {
        if (reader.Remaining < TrailingLength)
            return 0;
        reader.Skip(3);
        return reader.U16();
    }

    private static DateOnly? ToDate(ushort bits)
    {
        (int year, int month, int day) = (2000 + (bits >> 9), bits >> 5 & 0xF, bits & 0x1F);
        bool isReal = month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        return isReal ? new DateOnly(year, month, day) : null;
    }

    /// <summary>One flag per cell; the frame has room for 32, so a larger board has flags for its first 32 cells only.</summary>
    private static bool[] ToFlags(uint bits, int cells)
    {
        var flags = new bool[Math.Min(cells, 32)];
        for (int i = 0; i < flags.Length; i++)
            flags[i] = (bits >> i & 1) != 0;
        return flags;
    }

    private static string ToVersion(byte version) =>
        string.Create(null, stackalloc char[8], $"{version >> 4}.{version & 0xF}");
}
