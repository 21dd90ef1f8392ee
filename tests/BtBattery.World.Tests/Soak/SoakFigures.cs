namespace BtBattery.World.Tests;

/// <summary>What is counted while a soak runs.</summary>
internal sealed class SoakFigures
{
    private readonly SortedDictionary<string, int> _kinds = new(StringComparer.Ordinal);

    /// <summary>Faults that have begun.</summary>
    public int Faults { get; private set; }

    /// <summary>How often each of them.</summary>
    public IReadOnlyDictionary<string, int> Kinds => _kinds;

    /// <summary>Times that a battery was live again after the last of its faults.</summary>
    public int Recoveries { get; private set; }

    /// <summary>Those of them in which its values had been invalid.</summary>
    public int Losses { get; private set; }

    /// <summary>The longest recovery: when the battery was live again, after which time, and what it might have taken.</summary>
    public (TimeSpan At, TimeSpan Took, Episode Episode, RecoveryBound Bound)? Slowest { get; private set; }

    /// <summary>The oldest valid value: when, how old, of which battery, under which faults.</summary>
    public (TimeSpan At, TimeSpan Age, ServedBattery Battery, IReadOnlyList<string> Faults)? Oldest { get; private set; }

    public void Begun(Fault fault)
    {
        Faults++;
        _kinds[fault.Name] = _kinds.GetValueOrDefault(fault.Name) + 1;
    }

    public void Recovered(Episode episode, TimeSpan at, TimeSpan took, RecoveryBound bound)
    {
        Recoveries++;
        Losses += episode.WasLost ? 1 : 0;
        if (Slowest is not { } slowest || took > slowest.Took)
        {
            Slowest = (at, took, episode, bound);
        }
    }

    public void Looked(ServedBattery battery, TimeSpan at, TimeSpan age, IReadOnlyList<string> faults)
    {
        if (Oldest is not { } oldest || age > oldest.Age)
        {
            Oldest = (at, age, battery, [.. faults]);
        }
    }
}
