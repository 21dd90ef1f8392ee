using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Wiring;

namespace BtBattery.Aggregation.Charging.Currents;

/// <summary>
/// How much of the current of a joint in parallel each part is reckoned to carry. Only what was learned in the turns before counts, never the readings of this
/// turn: so leaving one of them out cannot make a share smaller.
/// </summary>
internal static class JointShares
{
    /// <summary>No part carries less than this: 0 would let its limit go unheeded.</summary>
    public const double LeastShare = 0.01;

    /// <summary>
    /// What others push into a part counts up to this share of its limit: charging or discharging less does not take it away, and the loads must not stop for it.
    /// </summary>
    private const double MostPushed = 0.5;

    /// <summary>
    /// What a part gives others counts up to so many times its limit: one that is nearly full may take a tenth of what it usually may, and gives others more than that all the while.
    /// As a multiple it leaves a part that may carry nothing at 0. We chose it.
    /// </summary>
    private const double MostGiven = 2;

    /// <summary>Fills in the shares of the parts that are not open.</summary>
    /// <param name="joint">The joint.</param>
    /// <param name="parts">Its parts: which are open is known.</param>
    /// <param name="isCharge">Which direction.</param>
    /// <param name="now">The moment of this turn.</param>
    /// <returns>What is not known.</returns>
    /// <remarks>
    /// By the ratios learned from changes of the current, beside what the parts exchange now; else as measured while enough current flows; else by the ratios; else as last
    /// measured; else by capacity; and if not even that is known of all, each part may carry everything. Where one of the parts does not say its current, the
    /// highest of all these counts for each.
    /// </remarks>
    public static ShareDoubt Fill(JointTurn joint, PartCurrent[] parts, bool isCharge, MonotonicTime now)
    {
        ShareMemory seen = joint.Memory.Of(isCharge);
        (int silent, int unrated, int conducting) = Look(joint.View, parts);
        if (conducting == 1)
        {
            RaiseAll(parts);
            return default;
        }

        Span<double> weights = stackalloc double[BankNode.MostMembers];
        weights = weights[..parts.Length];
        bool isUnknown = silent > 0;
        bool isExchangeNow = !isUnknown && joint.IsWhole && joint.Memory.IsExchangeOfNow(now);
        bool isMeasuredNow = seen.MeasuredAt is { } at && now - at <= JointMemory.Now;
        bool isFound = isExchangeNow && TakeLearned(joint.Memory, parts, weights);
        isFound |= (isUnknown || (isMeasuredNow && !isFound)) && TakeMeasured(seen, parts, weights);
        isFound |= (isUnknown || !isFound) && TakeLearned(joint.Memory, parts, weights);
        isFound |= !isFound && TakeMeasured(seen, parts, weights);
        bool mayCarryAll = (isUnknown || !isFound) && !TakeCapacities(joint.View, parts, weights);
        if (mayCarryAll)
        {
            RaiseAll(parts);
        }

        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = parts[i] with
            {
                Share = parts[i].IsOpen ? 0 : parts[i].Share,
                ExchangeAmps = Exchange(joint, i, isCharge, isExchangeNow),
                RaisedShare = seen.RaisedShare(i, now),
            };
        }

        return new(silent, mayCarryAll ? unrated : 0);
    }

    /// <summary>
    /// Once the limits of the parts are known, their shares are those at which each carries just its limit: what others push into it comes on top of its share of the current,
    /// what it gives them leaves room for more.
    /// </summary>
    /// <remarks>
    /// What it gives counts up to twice its own limit, so a part that may carry nothing still makes the joint carry nothing. The joint carries no more than the sum of the limits.
    /// </remarks>
    public static void AtLimits(PartCurrent[] parts, double sumAmps)
    {
        for (int i = 0; i < parts.Length; i++)
        {
            if (parts[i] is not { IsOpen: false } part)
            {
                continue;
            }

            double share = AtLimit(part.Share, part.Amps, part.ExchangeAmps);
            double least = part.ExchangeAmps != 0 && part.Amps > 0 ? part.Amps / sumAmps : 0;
            parts[i] = part with { Share = Math.Max(Math.Max(share, least), part.RaisedShare) };
        }
    }

    /// <summary>The share of the current of the joint that a part carries when it carries just its limit.</summary>
    /// <param name="weight">Its share of a change of that current.</param>
    /// <param name="limitAmps">Its limit, A.</param>
    /// <param name="exchangeAmps">What the others make it carry besides, A.</param>
    public static double AtLimit(double weight, double limitAmps, double exchangeAmps)
    {
        double exchange = Math.Clamp(exchangeAmps, -MostGiven * limitAmps, MostPushed * limitAmps);
        return exchange == 0 ? weight : weight * limitAmps / (limitAmps - exchange);
    }

    /// <summary>What a part takes from the others counts until it is measured anew; what it gives them, only while it does so now.</summary>
    private static double Exchange(JointTurn joint, int part, bool isCharge, bool isNow)
    {
        double amps = joint.IsWhole && part < joint.Memory.Exchange.Count ? (isCharge ? 1 : -1) * joint.Memory.Exchange[part] : 0;
        return isNow ? amps : Math.Max(0, amps);
    }

    /// <returns>First batteries of a part that does not say its current, and of one whose capacity is not known, 0 for none; and how many parts conduct.</returns>
    private static (int Silent, int Unrated, int Conducting) Look(BankView joint, PartCurrent[] parts)
    {
        (int silent, int unrated, int conducting) = (0, 0, 0);
        for (int i = 0; i < parts.Length; i++)
        {
            if (parts[i].IsOpen)
            {
                continue;
            }

            conducting++;
            int battery = joint.Parts[i].Wiring.Members[0].Number;
            silent = silent == 0 && joint.Parts[i].Current is null ? battery : silent;
            unrated = unrated == 0 && joint.Parts[i].InstalledAh is not { Value: > 0 } ? battery : unrated;
        }

        return (silent, unrated, conducting);
    }

    private static bool TakeMeasured(ShareMemory seen, PartCurrent[] parts, Span<double> weights)
    {
        bool isKnown = seen.Measured.Count == parts.Length;
        for (int i = 0; isKnown && i < parts.Length; i++)
        {
            weights[i] = parts[i].IsOpen ? 0 : seen.Measured[i] ?? -1;
            isKnown = weights[i] >= 0;
        }

        return isKnown && Raise(parts, weights);
    }

    private static bool TakeLearned(JointMemory memory, PartCurrent[] parts, Span<double> weights)
    {
        if (memory.Steps < ShareLearner.FewestSteps || memory.Weights.Count != parts.Length)
        {
            return false;
        }

        for (int i = 0; i < parts.Length; i++)
        {
            weights[i] = parts[i].IsOpen ? 0 : memory.Weights[i];
        }

        return Raise(parts, weights);
    }

    private static bool TakeCapacities(BankView joint, PartCurrent[] parts, Span<double> weights)
    {
        for (int i = 0; i < parts.Length; i++)
        {
            if (!parts[i].IsOpen && joint.Parts[i].InstalledAh is not { Value: > 0 })
            {
                return false;
            }

            weights[i] = parts[i].IsOpen ? 0 : joint.Parts[i].InstalledAh!.Value.Value;
        }

        return Raise(parts, weights);
    }

    /// <summary>Lifts every share to what these weights make of it, if that is more; false if they make nothing.</summary>
    private static bool Raise(PartCurrent[] parts, ReadOnlySpan<double> weights)
    {
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            sum += weights[i];
        }

        for (int i = 0; sum > 0 && i < parts.Length; i++)
        {
            parts[i] = parts[i] with { Share = parts[i].IsOpen ? 0 : Math.Max(parts[i].Share, Math.Max(LeastShare, weights[i] / sum)) };
        }

        return sum > 0;
    }

    private static void RaiseAll(PartCurrent[] parts)
    {
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = parts[i] with { Share = parts[i].IsOpen ? 0 : 1 };
        }
    }
}
