using BtBattery.Aggregation.Model;
using BtBattery.Bms.Framing;

namespace BtBattery.Bms.Jbd;

/// <summary>Register 0x04: the cell voltages.</summary>
/// <remarks>
/// <code>
/// offset  type  field
/// 2·i     u16   voltage of cell i + 1, 1 mV
/// </code>
/// The payload alone says how many cells there are. Whether that agrees with the count in pack info is a question of
/// plausibility, not of decoding: both are handed on as sent. Source: docs/bms/jbd.md.
/// </remarks>
public static class JbdCells
{
    /// <summary>The register.</summary>
    public const byte Register = 0x04;

    /// <summary>The cell voltages in V, from cell 1. A raw 0 (open wire, unused channel) is a reading and keeps its place.</summary>
    /// <param name="payload">The payload of a checked frame.</param>
    /// <param name="at">When its last byte arrived.</param>
    /// <exception cref="MalformedReplyException">The payload is empty or has half a cell.</exception>
    public static BatterySnapshot Decode(ReadOnlySpan<byte> payload, MonotonicTime at)
    {
        if (payload.IsEmpty || payload.Length % 2 != 0)
            throw new MalformedReplyException("a cell reply needs two bytes per cell");

        var reader = new WireReader(payload);
        var cells = new double?[payload.Length / 2];
        for (int i = 0; i < cells.Length; i++)
            cells[i] = reader.U16() / 1000.0;
        return new BatterySnapshot { CellVoltages = new(cells, at) };
    }
}
