namespace BtBattery.World.Tests;

/// <summary>
/// Which faults happen when. They overlap as chance has it, also on the same battery; only of those that hit everybody there is one at a
/// time, since a machine that is given two at once (bluetoothd started while there is no bus) is no machine.
/// </summary>
internal static class SoakPlan
{
    private const double ShortestShare = 0.1;

    /// <summary>After this many tries the time is full of faults for everybody, and one battery has to do.</summary>
    private const int Tries = 20;

    /// <summary>What is left out: rows that are known to fail by themselves.</summary>
    public static IReadOnlyList<Fault> LeftOut { get; } = [.. FaultTable.All.Where(fault => KnownToFail.IsKnown(fault.Name))];

    /// <summary>Faults in the order of their beginnings.</summary>
    public static IReadOnlyList<PlannedFault> Make(SoakOptions options)
    {
        var chance = new Random(options.Seed);
        Fault[] all = [.. FaultTable.All.Except(LeftOut)];
        Fault[] single = [.. all.Where(fault => fault.Reach != FaultReach.Everybody)];
        var plan = new List<PlannedFault>();
        while (plan.Count < options.Faults)
        {
            PlannedFault next = Draw(all);
            for (int tries = 0; tries < Tries && CollidesWithAny(next); tries++)
            {
                next = Draw(all);
            }

            plan.Add(CollidesWithAny(next) ? Draw(single) : next);
        }

        return [.. plan.OrderBy(planned => planned.At)];

        PlannedFault Draw(Fault[] faults)
        {
            Fault fault = faults[chance.Next(faults.Length)];
            double share = ShortestShare + (1 - ShortestShare) * chance.NextDouble();
            return new PlannedFault(
                fault, chance.Next(options.Batteries), Milliseconds(options.Time * chance.NextDouble()), Milliseconds(fault.Lasts * share));
        }

        bool CollidesWithAny(PlannedFault next) => next.Fault.Reach == FaultReach.Everybody
            && plan.Exists(other => other.Fault.Reach == FaultReach.Everybody && other.At <= next.End && next.At <= other.End);
    }

    private static TimeSpan Milliseconds(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Floor(time.TotalMilliseconds));
}
