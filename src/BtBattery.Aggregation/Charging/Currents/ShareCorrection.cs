using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging.Currents;

/// <summary>
/// The loop that closes over the shares: a part that is seen near or past its own limit is reckoned with by a larger share from the next turn on, so that the limit of
/// the joint comes down; the larger share is forgotten slowly.
/// </summary>
/// <remarks>
/// Where the ratios are learned, that is the share at which it would carry just its limit, by what it carries beside its weight in this reading. Far above the limit, as where what the
/// sun gives is fed in and the charge current is not obeyed, a battery that gives others some ampere carries another share of the current than at its limit.
/// </remarks>
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

            double seen = IsExchangeKnown(joint) ? JointShares.AtLimit(joint.Memory.Weights[i], parts[i].Amps, amps - joint.Memory.Weights[i] * sum)
                : sum > 0 ? amps / sum
                : LargestShare;
            double share = Math.Min(Math.Min(LargestShare, seen / NearShare), LargestStep * parts[i].Share);
            if (share > parts[i].Share)
            {
                raised ??= Remaining(memory, parts.Length, now);
                raised[i] = share;
            }
        }

        return raised is null ? memory : memory with { Raised = raised, RaisedAt = now };
    }

    /// <summary>True where the ratios are learned and this reading tells what the parts exchange beside them.</summary>
    private static bool IsExchangeKnown(JointTurn joint)
    {
        bool isKnown = joint.IsWhole && joint.Memory.Exchange.Count == joint.View.Parts.Count;
        for (int i = 0; isKnown && i < joint.View.Parts.Count; i++)
        {
            isKnown = joint.View.Parts[i].Current is not null;
        }

        return isKnown;
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
