using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging.Currents;

/// <summary>How the parts of one joint in parallel were seen to share the current in one direction.</summary>
public sealed record ShareMemory
{
    /// <summary>Nothing was seen yet.</summary>
    public static ShareMemory None { get; } = new();

    /// <summary>Share of each part, 0 to 1, in the order of the parts; null for one that could carry nothing then. Empty before the first.</summary>
    public IReadOnlyList<double?> Measured { get; init; } = [];

    /// <summary>When that was last confirmed; null where the moment means nothing any more.</summary>
    public MonotonicTime? MeasuredAt { get; init; }

    /// <summary>At least this share of each part is reckoned with, for it came close to its limit; 0 for none. It counts less with time. Empty for none.</summary>
    public IReadOnlyList<double> Raised { get; init; } = [];

    /// <summary>When <see cref="Raised"/> held in full; null where the moment means nothing any more, and then nothing is raised.</summary>
    public MonotonicTime? RaisedAt { get; init; }

    /// <summary>What is left of the raised share of a part; 0 for nothing.</summary>
    internal double RaisedShare(int part, MonotonicTime now) => part < Raised.Count && RaisedAt is { } at
        ? Raised[part] * Math.Clamp(1 - (now - at).TotalSeconds * ShareLearner.ForgottenPerSecond, 0, 1)
        : 0;
}
