using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging.Currents;

/// <summary>What was learned of one joint in parallel. All lists are in the order of its parts; empty before anything is known.</summary>
public sealed record JointMemory
{
    /// <summary>Nothing is known yet.</summary>
    public static JointMemory None { get; } = new();

    /// <summary>Shares when charging.</summary>
    public ShareMemory Charge { get; init; } = ShareMemory.None;

    /// <summary>Shares when discharging.</summary>
    public ShareMemory Discharge { get; init; } = ShareMemory.None;

    /// <summary>Share of each part in a change of the current, adding up to 1: the ratios of their conductances, which hold in both directions.</summary>
    public IReadOnlyList<double> Weights { get; init; } = [];

    /// <summary>Changes that <see cref="Weights"/> come from; they count from <see cref="ShareLearner.FewestSteps"/> on.</summary>
    public int Steps { get; init; }

    /// <summary>
    /// What each part takes from the others beside its weight of the current, A, adding up to 0; negative: it gives. They come from batteries that are not equally full, and change
    /// slowly. Empty while <see cref="Weights"/> do not count.
    /// </summary>
    /// <remarks>Files of a version that did not know it give null.</remarks>
    public IReadOnlyList<double> Exchange { get; init => field = value ?? []; } = [];

    /// <summary>When that was last confirmed; null where the moment means nothing any more.</summary>
    public MonotonicTime? ExchangeAt { get; init; }

    /// <summary>Resistance of each part as its own voltage shows it, Ω; null where it is not known.</summary>
    public IReadOnlyList<double?> Ohms { get; init; } = [];

    /// <summary>Changes that each of <see cref="Ohms"/> comes from; they count from <see cref="OhmsLearner.FewestSteps"/> on.</summary>
    /// <remarks>Files of a version that did not know it give null.</remarks>
    public IReadOnlyList<int> OhmsSteps { get; init => field = value ?? []; } = [];

    /// <summary>Currents of the last set of readings of the same moment, A, positive = charging.</summary>
    public IReadOnlyList<double> Amps { get; init; } = [];

    /// <summary>The youngest of them; null where the moment means nothing any more.</summary>
    public MonotonicTime? ReadAt { get; init; }

    /// <summary>Currents of the last set that was like the one before it, A.</summary>
    public IReadOnlyList<double> SteadyAmps { get; init; } = [];

    /// <summary>The voltages with it, V; null where one is not known.</summary>
    public IReadOnlyList<double?> SteadyVolts { get; init; } = [];

    /// <summary>True if every part conducted in both directions then.</summary>
    public bool SteadyIsWhole { get; init; }

    /// <summary>By how much a current of it differed at most from the set before, A.</summary>
    public double SteadyUnlike { get; init; }

    /// <summary>The youngest reading of that set.</summary>
    public MonotonicTime? SteadyAt { get; init; }

    /// <summary>What was measured this long ago is as good as now; the current may have been small or restless since.</summary>
    internal static readonly TimeSpan Now = TimeSpan.FromSeconds(60);

    /// <summary>True while <see cref="Exchange"/> is what flows now.</summary>
    internal bool IsExchangeOfNow(MonotonicTime now) => ExchangeAt is { } at && now - at <= Now;

    internal ShareMemory Of(bool isCharge) => isCharge ? Charge : Discharge;
}
