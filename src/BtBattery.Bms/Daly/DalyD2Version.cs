using BtBattery.Aggregation.Model;

namespace BtBattery.Bms.Daly;

/// <summary>d2, registers 0xA9–0xC8: 64 bytes of zero-terminated texts, software first, hardware last.</summary>
/// <remarks>
/// The hardware text usually begins at byte 32, but boards with a longer software text put it elsewhere, so the texts
/// are told apart by the zeros between them. Source: docs/bms/daly.md.
/// </remarks>
internal static class DalyD2Version
{
    public const int First = 0xA9;
    public const int Count = 32;

    public static BatterySnapshot Decode(ReadOnlySpan<byte> data, MonotonicTime at)
    {
        string? software = null;
        string? hardware = null;
        foreach (Range range in data.Split((byte)0))
        {
            if (DalyValues.Text(data[range]) is not { } text)
                continue;
            if (software is null)
                software = text;
            else
                hardware = text;
        }

        return new BatterySnapshot { SoftwareVersion = DalyValues.Known(software, at), Hardware = DalyValues.Known(hardware, at) };
    }
}
