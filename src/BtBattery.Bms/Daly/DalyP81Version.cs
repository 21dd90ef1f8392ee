using BtBattery.Aggregation.Model;
using BtBattery.Bms.Framing;

namespace BtBattery.Bms.Daly;

/// <summary>p81, registers 0x178–0x1C1: zero-padded texts in fixed places.</summary>
/// <remarks>
/// <code>
/// byte   length  text
///  0     28      software
/// 28     14      hardware
/// 42     …       codes, not used
/// </code>
/// Source: docs/bms/daly.md.
/// </remarks>
internal static class DalyP81Version
{
    public const int First = 0x178;
    public const int Count = 0x4A;

    public static BatterySnapshot Decode(ReadOnlySpan<byte> data, MonotonicTime at)
    {
        var reader = new WireReader(data);
        string? software = DalyValues.Text(reader.Take(28));
        string? hardware = DalyValues.Text(reader.Take(14));
        return new BatterySnapshot { SoftwareVersion = DalyValues.Known(software, at), Hardware = DalyValues.Known(hardware, at) };
    }
}
