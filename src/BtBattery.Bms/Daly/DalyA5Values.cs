using System.Buffers.Binary;
using BtBattery.Aggregation.Model;
using BtBattery.Bms.Framing;

namespace BtBattery.Bms.Daly;

/// <summary>The answers of a5 that fit one frame, eight bytes of data each.</summary>
/// <remarks>
/// Big-endian unless said otherwise (source: docs/bms/daly.md):
/// <code>
/// command  bytes  field                scale, sign
/// 90       0–1    pack voltage         0.1 V
///          2–3    another measurement  0 on many boards, not used
///          4–5    current              0.1 A below 30000: the opposite of the newer generations; positive = charging
///          6–7    state of charge      0.1 %
/// 91, 92          extremes of cells and temperatures; not used, the values themselves are at hand
/// 93       0      state                0 idle, 1 charging, 2 discharging
///          1, 2   charge, discharge FET  1 = on
///          3      life counter         not used
///          4–7    remaining capacity   0.001 Ah
/// 94       0      cells                1–48
///          1      temperature sensors  0–16
///          2–4    charger, load, inputs  not used
///          5–6    cycles
/// 97       0–5    balancing            little-endian, bit 0 = cell 1
/// 98       0–6    alarms               see DalyAlarms
///          7      fault code           not used
/// 50       0–3    rated capacity       0.001 Ah; 0 = not set
/// </code>
/// </remarks>
internal static class DalyA5Values
{
    public const byte Pack = 0x90;
    public const byte CellExtremes = 0x91;
    public const byte TemperatureExtremes = 0x92;
    public const byte State = 0x93;
    public const byte Counts = 0x94;
    public const byte Balancing = 0x97;
    public const byte Alarms = 0x98;
    public const byte Rated = 0x50;

    /// <summary>Sixteen frames of three cells.</summary>
    public const int MaxCells = 48;

    private const int MaxSensors = 16;

    public static BatterySnapshot DecodePack(ReadOnlySpan<byte> data, CurrentSign sign, BatteryActivity? activity, MonotonicTime at)
    {
        var reader = new WireReader(data);
        double volts = reader.U16() / 10.0;
        reader.Skip(2);
        int tenths = DalyValues.NoCurrent - reader.U16();
        return new BatterySnapshot
        {
            Voltage = new(volts, at),
            Current = new(sign.Apply(tenths, activity), at),
            SocPercent = new(reader.U16() / 10.0, at),
        };
    }

    public static BatterySnapshot DecodeState(ReadOnlySpan<byte> data, MonotonicTime at)
    {
        var reader = new WireReader(data);
        BatteryActivity? activity = DalyValues.Activity(reader.U8());
        bool isChargeOn = reader.U8() == 1;
        bool isDischargeOn = reader.U8() == 1;
        reader.Skip(1);
        return new BatterySnapshot
        {
            Activity = DalyValues.Known(activity, at),
            ChargeFetOn = new(isChargeOn, at),
            DischargeFetOn = new(isDischargeOn, at),
            RemainingAh = new(reader.U32() / 1000.0, at),
        };
    }

    /// <exception cref="MalformedReplyException">Cell or sensor count is impossible.</exception>
    public static BatterySnapshot DecodeCounts(ReadOnlySpan<byte> data, MonotonicTime at)
    {
        var reader = new WireReader(data);
        int cells = reader.U8();
        int sensors = reader.U8();
        if (cells is 0 or > MaxCells || sensors > MaxSensors)
            throw new MalformedReplyException("the cell or sensor count is impossible");
        reader.Skip(3);
        return new BatterySnapshot
        {
            CellCount = new(cells, at),
            TemperatureSensorCount = new(sensors, at),
            // Without sensors the question for temperatures has no answer to wait for.
            Temperatures = sensors == 0 ? new Measured<IReadOnlyList<double?>>([], at) : null,
            Cycles = new(reader.U16(), at),
        };
    }

    public static BatterySnapshot DecodeBalancing(ReadOnlySpan<byte> data, int cells, MonotonicTime at)
    {
        ulong bits = BinaryPrimitives.ReadUInt64LittleEndian(data) & 0x0000_FFFF_FFFF_FFFF;
        return new BatterySnapshot { Balancing = new(DalyValues.Flags(bits, cells), at) };
    }

    public static BatterySnapshot DecodeAlarms(ReadOnlySpan<byte> data, MonotonicTime at) =>
        new() { Protections = new(DalyAlarms.DecodeA5(BinaryPrimitives.ReadUInt64LittleEndian(data)), at) };

    public static BatterySnapshot DecodeRated(ReadOnlySpan<byte> data, MonotonicTime at)
    {
        uint rated = BinaryPrimitives.ReadUInt32BigEndian(data);
        return new BatterySnapshot { DesignAh = rated == 0 ? null : new(rated / 1000.0, at) };
    }
}
