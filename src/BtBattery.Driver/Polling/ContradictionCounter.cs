using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Plausibility;
using BtBattery.Driver.Options;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Polling;

/// <summary>Counts what a battery says that cannot be true together, and tells each kind once. Changes no value.</summary>
internal sealed class ContradictionCounter(BatteryAddress address, ILogger logger)
{
    private CapacitySlope _slope = CapacitySlope.Start;
    private IReadOnlyDictionary<string, int> _counts = new Dictionary<string, int>();

    /// <summary>Looks at the newest snapshot.</summary>
    /// <returns>How often each kind was seen since the start, this time included.</returns>
    public IReadOnlyDictionary<string, int> Check(BatterySnapshot snapshot)
    {
        IReadOnlyList<Contradiction> found = SnapshotCheck.Find(snapshot);
        (_slope, Contradiction? slope) = _slope.Step(snapshot);
        if (found.Count == 0 && slope is null)
        {
            return _counts;
        }

        var counts = new Dictionary<string, int>(_counts);
        foreach (Contradiction contradiction in slope is null ? found : [.. found, slope])
        {
            if (!counts.TryGetValue(contradiction.Code, out int count))
            {
                logger.LogWarning("{Address}: {Contradiction}", address, contradiction.Text);
            }

            counts[contradiction.Code] = count + 1;
        }

        return _counts = counts;
    }
}
