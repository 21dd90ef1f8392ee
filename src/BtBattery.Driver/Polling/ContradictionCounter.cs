using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Plausibility;
using BtBattery.Driver.Options;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Polling;

/// <summary>Counts what a battery says that cannot be true together, and tells each kind once. Changes no value.</summary>
internal sealed class ContradictionCounter(BatteryAddress address, ILogger logger)
{
    private IReadOnlyDictionary<string, int> _counts = new Dictionary<string, int>();

    /// <summary>How charge and capacity went so far.</summary>
    public CapacitySlope Slope { get; private set; } = CapacitySlope.Start;

    /// <summary>Goes on from what was counted before.</summary>
    public void Restore(CapacitySlope slope, IReadOnlyDictionary<string, int> counts) => (Slope, _counts) = (slope, counts);

    /// <summary>Looks at the newest snapshot.</summary>
    /// <returns>How often each kind was seen since the start, this time included.</returns>
    public IReadOnlyDictionary<string, int> Check(BatterySnapshot snapshot)
    {
        IReadOnlyList<Contradiction> found = SnapshotCheck.Find(snapshot);
        (Slope, Contradiction? slope) = Slope.Step(snapshot);
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
