using BtBattery.Aggregation.Model;
using BtBattery.DBus;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Polling;

/// <summary>
/// What the batteries of a driver have to know of each other because they share a radio: which of them gives data, and over which adapter.
/// Any thread may call.
/// </summary>
/// <param name="stamps">Told that an adapter works.</param>
public sealed class SharedRadio(RecoveryStamps stamps)
{
    /// <summary>
    /// A battery that keeps its link counts as live for so long after its last good frame: one whose link was just lost is being connected again, and must
    /// not be disturbed in that.
    /// </summary>
    /// <value>60 s: two of the longest pauses between attempts.</value>
    public static readonly TimeSpan LiveFor = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();

    // Held while something is written, and never by the loop.
    private readonly Lock _writing = new();
    private readonly Dictionary<BatteryAddress, (string Adapter, MonotonicTime At)> _lastGood = [];
    private readonly Dictionary<BatteryAddress, TimeSpan> _batteries = [];
    private readonly HashSet<string> _proven = new(StringComparer.Ordinal);

    /// <summary>The batteries of this driver.</summary>
    public IReadOnlyCollection<BatteryAddress> Batteries
    {
        get
        {
            lock (_lock)
            {
                return [.. _batteries.Keys];
            }
        }
    }

    /// <summary>Takes one more battery.</summary>
    /// <param name="battery">The battery.</param>
    /// <param name="interval">From one reading to the next if it has no link in between; else null.</param>
    public void Add(BatteryAddress battery, TimeSpan? interval)
    {
        lock (_lock)
        {
            // One reading may be missed.
            _batteries[battery] = LiveFor + 2 * (interval ?? TimeSpan.Zero);
        }
    }

    /// <summary>A good frame of a battery came over an adapter.</summary>
    public void Progress(BatteryAddress battery, string adapter, MonotonicTime at)
    {
        bool isProof;
        lock (_lock)
        {
            _lastGood[battery] = (adapter, at);
            isProof = _proven.Add(adapter);
        }

        if (isProof)
        {
            Elsewhere.RunBlocking(() => NoteProof(adapter));
        }
    }

    /// <summary>The adapter is about to be switched off and on: whether it works is open again.</summary>
    /// <returns>Null, or why it must not be.</returns>
    public string? BeginCycle(BatteryAddress battery, string adapter, MonotonicTime now)
    {
        if (IsOtherLive(battery, adapter, now))
        {
            return "The Bluetooth adapter is not switched off and on, since another battery gives data over it.";
        }

        // Another battery may have had it done while this one waited its turn.
        if (stamps.SinceCycle(adapter) < RecoveryTimes.CycleEvery)
        {
            return "The Bluetooth adapter was switched off and on just now.";
        }

        lock (_writing)
        {
            lock (_lock)
            {
                _proven.Remove(adapter);
            }

            return stamps.NoteCycle(adapter) is string problem
                ? $"The Bluetooth adapter is not switched off and on, since that cannot be written down: {problem}"
                : null;
        }
    }

    /// <summary>True if another battery gives data.</summary>
    /// <param name="battery">The one that asks.</param>
    /// <param name="adapter">Over which adapter; null for any.</param>
    /// <param name="now">The present moment.</param>
    public bool IsOtherLive(BatteryAddress battery, string? adapter, MonotonicTime now)
    {
        lock (_lock)
        {
            return _lastGood.Any(other =>
                other.Key != battery && (adapter is null || other.Value.Adapter == adapter) && other.Value.At.AgeAt(now) <= _batteries.GetValueOrDefault(other.Key, LiveFor));
        }
    }

    /// <summary>Waits for the disk. If it cannot be written down, the gaps stay long: the safe side.</summary>
    private void NoteProof(string adapter)
    {
        lock (_writing)
        {
            bool isProven;
            lock (_lock)
            {
                isProven = _proven.Contains(adapter);
            }

            // A slow disk may take until the adapter is switched off and on: what was true before that says nothing about now.
            if (isProven)
            {
                stamps.NoteData(adapter);
            }
        }
    }
}
