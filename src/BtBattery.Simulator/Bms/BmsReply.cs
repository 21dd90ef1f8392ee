namespace BtBattery.Simulator.Bms;

/// <summary>
/// One answer of a board. A piece is what the board hands to its radio at once; the radio cuts pieces that are longer
/// than the link allows.
/// </summary>
/// <param name="Pieces">In order of sending; none empty.</param>
public sealed record BmsReply(IReadOnlyList<byte[]> Pieces)
{
    /// <summary>An answer that is handed over as one frame.</summary>
    public static BmsReply Frame(byte[] frame) => new([frame]);
}
