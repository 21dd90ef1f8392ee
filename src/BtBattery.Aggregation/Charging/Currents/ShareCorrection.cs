using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging.Currents;

/// <summary>
/// The loop that closes over the shares: a part that is seen near or past its own limit is reckoned with by a larger share from the next turn on, so that the limit of
/// the joint comes down; the larger share is forgotten slowly.
/// </summary>
internal static class ShareCorrection
{
    /// <summary>From this share of its own limit on, a part counts as near it.</summary>
    private const double NearShare = 0.95;

    /// <summary>A current up to this is no evidence, A: shunts are off by as much.</summary>
    private const double NoiseAmps = 1;

    /// <summary>One reading raises a share by no more than this factor, so that an odd one costs little.</summary>
    private const double LargestStep = 1.25;

    /// <summary>
    /// The largest raised share: other parts may flow against it, so that it carries more than all together. With it, the joint is down to half of what the part may.
    /// </summary>
    private const double LargestShare = 2;

    /// <summary>What is to be remembered after this turn.</summary>
    /// <param name="joint">The joint, with its limits and shares of this turn.</param>
    /// <param name="isCharge">Which direction.</param>
    /// <param name="now">The moment of this turn.</param>
    public static ShareMemory Raise(JointTurn joint, bool isCharge, MonotonicTime now)
    {
        ShareMemory memory = joint.Memory.Of(isCharge);
        PartCurrent[] parts = joint.Parts(isCharge);
        (double sum, int conducting) = Sum(joint, parts, isCharge);
        double[]? raised = null;
        for (int i = 0; conducting > 1 && i < parts.Length; i++)
        {
            if (parts[i].IsOpen || joint.View.Parts[i].Current is not { } current || (memory.RaisedAt is { } before && current.At <= before))
            {
                continue;
            }

            double amps = isCharge ? current.Value : -current.Value;
            if (amps <= Math.Max(NoiseAmps, NearShare * parts[i].Amps))
            {
                continue;
            }

            double share = Math.Min(sum > 0 ? Math.Min(LargestShare, amps / (NearShare * sum)) : LargestShare, LargestStep * parts[i].Share);
            if (share > parts[i].Share)
            {
                raised ??= Remaining(memory, parts.Length, now);
                raised[i] = share;
            }
        }

        return raised is null ? memory : memory with { Raised = raised, RaisedAt = now };
    }

    /// <returns>The known currents of the parts that are not open, A in this direction, and how many such parts there are.</returns>
    private static (double Amps, int Conducting) Sum(JointTurn joint, PartCurrent[] parts, bool isCharge)
    {
        (double sum, int conducting) = (0, 0);
        for (int i = 0; i < parts.Length; i++)
        {
            if (!parts[i].IsOpen)
            {
                conducting++;
                sum += (isCharge ? 1 : -1) * (joint.View.Parts[i].Current?.Value ?? 0);
            }
        }

        return (sum, conducting);
    }

    private static double[] Remaining(ShareMemory memory, int parts, MonotonicTime now)
    {
        var raised = new double[parts];
        for (int i = 0; i < parts; i++)
        {
            raised[i] = memory.RaisedShare(i, now);
        }

        return raised;
    }
}
