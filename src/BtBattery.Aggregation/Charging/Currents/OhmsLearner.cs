using BtBattery.Aggregation.Merging;

namespace BtBattery.Aggregation.Charging.Currents;

/// <summary>
/// Learns the resistance of each part of a joint in parallel as its own voltage shows it, from changes of its own current: also while others are switched off. What acts at once is
/// seen; what builds up within minutes is not.
/// </summary>
internal static class OhmsLearner
{
    /// <summary>A resistance counts once this many changes agree in it.</summary>
    public const int FewestSteps = 3;

    /// <summary>A change of less than this, A, tells no resistance: boards say hundredths of a volt, some tenths.</summary>
    private const double LeastAmps = 4;

    /// <summary>How far a resistance follows each change at least; the first ones count as their mean.</summary>
    private const double LearnedStep = 0.1;

    /// <summary>What the change from the steady set before to this one tells.</summary>
    /// <param name="memory">With the set before.</param>
    /// <param name="amps">Currents of this set, A, positive = charging.</param>
    /// <param name="leastAmps">A change that is told from what changes anyhow, A.</param>
    /// <param name="view">The joint.</param>
    public static JointMemory Learn(JointMemory memory, double[] amps, double leastAmps, BankView view)
    {
        if (memory.SteadyAmps.Count != amps.Length || memory.SteadyVolts.Count != amps.Length)
        {
            return memory;
        }

        double?[]? ohms = null;
        int[]? steps = null;
        for (int i = 0; i < amps.Length; i++)
        {
            double change = amps[i] - memory.SteadyAmps[i];
            if (Math.Abs(change) < Math.Max(LeastAmps, leastAmps) || view.Parts[i].Voltage?.Value - memory.SteadyVolts[i] is not double volts)
            {
                continue;
            }

            ohms ??= memory.Ohms.Count == amps.Length ? [.. memory.Ohms] : new double?[amps.Length];
            steps ??= memory.OhmsSteps.Count == amps.Length ? [.. memory.OhmsSteps] : new int[amps.Length];

            // A voltage that is said in tenths often does not move at all: that, too, is evidence.
            double follow = Math.Max(LearnedStep, 1.0 / (steps[i] + 1));
            ohms[i] = steps[i] == 0 || ohms[i] is not double known ? volts / change : known + follow * (volts / change - known);
            steps[i] = Math.Min(steps[i] + 1, FewestSteps * 100);
        }

        return ohms is null ? memory : memory with { Ohms = ohms, OhmsSteps = steps! };
    }

    /// <summary>What is known of a part well enough, Ω; null for nothing.</summary>
    public static double? Known(JointMemory memory, int part) =>
        part < memory.OhmsSteps.Count && memory.OhmsSteps[part] >= FewestSteps && memory.Ohms[part] is > 0 and var ohms ? ohms : null;
}
