using BtBattery.Simulator.Bms;

namespace BtBattery.Simulator.Radio;

/// <summary>What becomes of an answer on its way when the battery's faults say so.</summary>
internal static class ReplyFaults
{
    /// <summary>The answers that really leave, in order.</summary>
    /// <param name="reply">The right answer.</param>
    /// <param name="number">Which answer of the battery it is, from 1.</param>
    /// <param name="faults">What is wrong.</param>
    /// <param name="unasked">Makes an answer to somebody else's question, if one is to be sent; null = the board has none.</param>
    /// <param name="chance">Decides which bit is flipped.</param>
    public static IEnumerable<BmsReply> Apply(BmsReply reply, int number, Faults faults, Func<BmsReply?> unasked, Random chance)
    {
        if (IsTurn(faults.ForeignEvery) && unasked() is { } foreign) yield return foreign;
        if (faults.Noise.Length > 0) yield return BmsReply.Frame(faults.Noise);
        if (IsTurn(faults.LoseEvery)) yield break;
        BmsReply sent = reply;
        if (IsTurn(faults.CorruptEvery)) sent = Corrupted(sent, chance);
        if (IsTurn(faults.TruncateEvery)) sent = Truncated(sent);
        yield return sent;
        if (IsTurn(faults.DuplicateEvery)) yield return sent;

        bool IsTurn(int every) => every > 0 && number % every == 0;
    }

    private static BmsReply Corrupted(BmsReply reply, Random chance)
    {
        List<byte[]> pieces = [.. reply.Pieces.Select(piece => (byte[])piece.Clone())];
        byte[]? hit = pieces.Count == 0 ? null : pieces[chance.Next(pieces.Count)];
        if (hit is { Length: > 0 }) hit[chance.Next(hit.Length)] ^= (byte)(1 << chance.Next(8));
        return new BmsReply(pieces);
    }

    private static BmsReply Truncated(BmsReply reply)
    {
        int keep = reply.Pieces.Sum(piece => piece.Length) / 2;
        var pieces = new List<byte[]>();
        foreach (byte[] piece in reply.Pieces)
        {
            if (keep <= 0) break;
            pieces.Add(piece[..Math.Min(keep, piece.Length)]);
            keep -= piece.Length;
        }
        return new BmsReply(pieces);
    }
}
