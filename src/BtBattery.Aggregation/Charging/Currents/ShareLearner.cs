using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging.Currents;

/// <summary>
/// Learns how the parts of a joint in parallel share the current, for the turns that follow. Only sets of readings of the same moment count, and only if they are
/// like the set before: one odd reading, or a load that changes between two answers, teaches nothing.
/// </summary>
internal static class ShareLearner
{
    /// <summary>The ratios count once this many changes of the current agree in them.</summary>
    public const int FewestSteps = 3;

    /// <summary>A raised share is forgotten by this share of itself per second: half of it in eight minutes. We chose it.</summary>
    public const double ForgottenPerSecond = 0.001;

    /// <summary>Enough current to see shares in, A per Ah: less drowns in what batteries exchange among each other. We chose it.</summary>
    private const double LargeAmpsPerAh = 0.05;

    /// <summary>And at least this much, A: shunts of such boards are off by some tenths of an ampere.</summary>
    private const double LeastLargeAmps = 5;

    /// <summary>The same where the capacity is not known, A.</summary>
    private const double LargeAmpsUnrated = 10;

    /// <summary>Enough of a change to see ratios in, A per Ah, where the sets around it are much alike: what batteries exchange drops out of a change. We chose it.</summary>
    private const double SmallAmpsPerAh = 0.01;

    /// <summary>That is where no current differs from the set before by more than this share of the change.</summary>
    private const double AlikeShare = 0.1;

    /// <summary>Two sets are alike if no current differs by more than this share of the sum.</summary>
    private const double SteadyShare = 0.05;

    /// <summary>Or by this much, A.</summary>
    private const double SteadyAmps = 0.5;

    /// <summary>How far a measured share, and what parts exchange, follow each set.</summary>
    private const double MeasuredStep = 0.3;

    /// <summary>How far the ratios follow each change at least; the first ones count as their mean.</summary>
    private const double LearnedStep = 0.2;

    /// <summary>Between two states further apart than this, voltages of cells have moved by themselves.</summary>
    private static readonly TimeSpan s_sameState = TimeSpan.FromMinutes(2);

    /// <summary>Learns.</summary>
    /// <param name="joint">The joint, with its limits and shares of this turn.</param>
    /// <param name="now">The moment of this turn.</param>
    /// <param name="leftOut">A rule that a bench leaves out.</param>
    public static JointMemory Learn(JointTurn joint, MonotonicTime now, SafetyRule leftOut = SafetyRule.None)
    {
        JointMemory memory = joint.Memory;
        if (leftOut != SafetyRule.ShareCorrection)
        {
            ShareMemory charge = ShareCorrection.Raise(joint, isCharge: true, now);
            ShareMemory discharge = ShareCorrection.Raise(joint, isCharge: false, now);
            memory = charge == memory.Charge && discharge == memory.Discharge ? memory : memory with { Charge = charge, Discharge = discharge };
        }

        return NewSet(joint) is { } readAt ? Learn(joint, memory, readAt, leftOut) : memory;
    }

    /// <summary>The sum of the currents that is enough to see shares in, A.</summary>
    internal static double LargeAmps(BankView joint) =>
        joint.InstalledAh is { Value: > 0 } installed ? Math.Max(LeastLargeAmps, LargeAmpsPerAh * installed.Value) : LargeAmpsUnrated;

    /// <returns>The moment of the youngest reading if all parts that carry anything have a new one of the same moment; else null.</returns>
    private static MonotonicTime? NewSet(JointTurn joint)
    {
        MonotonicTime? oldest = null;
        MonotonicTime? youngest = null;
        for (int i = 0; i < joint.View.Parts.Count; i++)
        {
            if (joint.IsOpen(i))
            {
                continue;
            }

            if (joint.View.Parts[i].Current is not { } current)
            {
                return null;
            }

            oldest = oldest is { } first && first <= current.At ? first : current.At;
            youngest = youngest is { } last && last >= current.At ? last : current.At;
        }

        return oldest is { } from && youngest is { } to && to - from <= BankTolerances.Default.SameMoment && !(joint.Memory.ReadAt is { } read && from <= read)
            ? to
            : null;
    }

    private static JointMemory Learn(JointTurn joint, JointMemory memory, MonotonicTime readAt, SafetyRule leftOut)
    {
        IReadOnlyList<BankView> parts = joint.View.Parts;
        var amps = new double[parts.Count];
        double sum = 0;
        for (int i = 0; i < amps.Length; i++)
        {
            amps[i] = joint.IsOpen(i) ? 0 : parts[i].Current!.Value.Value;
            sum += amps[i];
        }

        JointMemory next = memory with { Amps = amps, ReadAt = readAt };
        if (Unlikeness(memory.Amps, amps) is not double unlike || unlike > Math.Max(SteadyAmps, SteadyShare * Math.Abs(sum)))
        {
            return next;
        }

        double large = LargeAmps(joint.View);
        if (memory.SteadyAt is { } before && readAt - before <= s_sameState)
        {
            double told = Math.Max(unlike, memory.SteadyUnlike) / AlikeShare;
            next = OhmsLearner.Learn(next, amps, told, joint.View);
            next = joint.IsWhole && memory.SteadyIsWhole ? WithStep(next, amps, sum, Math.Min(large, Math.Max(SmallAmps(joint.View), told))) : next;
        }

        next = Anchored(next, amps, unlike, readAt, joint);
        next = joint.IsWhole && leftOut != SafetyRule.Exchange ? Exchanged(next, amps, sum, readAt) : next with { ExchangeAt = null };
        return Math.Abs(sum) < large ? next
            : sum > 0 ? next with { Charge = Measured(next.Charge, joint.Parts(isCharge: true), amps, 1, readAt) }
            : next with { Discharge = Measured(next.Discharge, joint.Parts(isCharge: false), amps, -1, readAt) };
    }

    private static double SmallAmps(BankView joint) =>
        joint.InstalledAh is { Value: > 0 } installed ? Math.Max(LeastLargeAmps, SmallAmpsPerAh * installed.Value) : LargeAmpsUnrated;

    /// <returns>By how much the current of a part differs at most from that of the set before, A; null without one.</returns>
    private static double? Unlikeness(IReadOnlyList<double> before, double[] amps)
    {
        if (before.Count != amps.Length)
        {
            return null;
        }

        double most = 0;
        for (int i = 0; i < amps.Length; i++)
        {
            most = Math.Max(most, Math.Abs(amps[i] - before[i]));
        }

        return most;
    }

    private static ShareMemory Measured(ShareMemory memory, PartCurrent[] parts, double[] amps, int sign, MonotonicTime at)
    {
        double sum = 0;
        for (int i = 0; i < amps.Length; i++)
        {
            sum += parts[i].IsOpen ? 0 : Math.Max(0, sign * amps[i]);
        }

        if (!(sum > 0))
        {
            return memory;
        }

        var shares = new double?[amps.Length];
        bool isKnown = memory.Measured.Count == amps.Length;
        for (int i = 0; i < amps.Length; i++)
        {
            shares[i] = parts[i].IsOpen ? null : Math.Max(0, sign * amps[i]) / sum;
            isKnown = isKnown && memory.Measured[i].HasValue == shares[i].HasValue;
        }

        for (int i = 0; isKnown && i < amps.Length; i++)
        {
            shares[i] = memory.Measured[i] + MeasuredStep * (shares[i] - memory.Measured[i]);
        }

        return memory with { Measured = shares, MeasuredAt = at };
    }

    /// <summary>What the change from the steady state before to this one tells: what batteries exchange among each other does not change in so short a time.</summary>
    private static JointMemory WithStep(JointMemory memory, double[] amps, double sum, double least)
    {
        double step = sum;
        for (int i = 0; i < amps.Length; i++)
        {
            step -= memory.SteadyAmps[i];
        }

        if (Math.Abs(step) < least)
        {
            return memory;
        }

        var weights = new double[amps.Length];
        bool isFirst = memory.Weights.Count != amps.Length;
        double follow = isFirst ? 1 : Math.Max(LearnedStep, 1.0 / (memory.Steps + 1));
        for (int i = 0; i < amps.Length; i++)
        {
            double share = (amps[i] - memory.SteadyAmps[i]) / step;
            if (!(share > 0 && share < 1))
            {
                return memory;
            }

            weights[i] = isFirst ? share : memory.Weights[i] + follow * (share - memory.Weights[i]);
        }

        return memory with { Weights = weights, Steps = Math.Min(memory.Steps + 1, FewestSteps * 100) };
    }

    /// <summary>What is left of the currents without what the ratios explain.</summary>
    private static JointMemory Exchanged(JointMemory memory, double[] amps, double sum, MonotonicTime at)
    {
        if (memory.Steps < FewestSteps)
        {
            return memory;
        }

        bool isKnown = memory.IsExchangeOfNow(at) && memory.Exchange.Count == amps.Length;
        var exchange = new double[amps.Length];
        for (int i = 0; i < amps.Length; i++)
        {
            double seen = amps[i] - memory.Weights[i] * sum;
            exchange[i] = isKnown ? memory.Exchange[i] + MeasuredStep * (seen - memory.Exchange[i]) : seen;
        }

        return memory with { Exchange = exchange, ExchangeAt = at };
    }

    private static JointMemory Anchored(JointMemory memory, double[] amps, double unlike, MonotonicTime at, JointTurn joint)
    {
        var volts = new double?[amps.Length];
        for (int i = 0; i < amps.Length; i++)
        {
            volts[i] = joint.View.Parts[i].Voltage?.Value;
        }

        return memory with { SteadyAmps = amps, SteadyVolts = volts, SteadyUnlike = unlike, SteadyIsWhole = joint.IsWhole, SteadyAt = at };
    }
}
