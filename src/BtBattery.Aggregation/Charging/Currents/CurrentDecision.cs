using BtBattery.Aggregation.Guard;

namespace BtBattery.Aggregation.Charging.Currents;

/// <summary>CCL and DCL of a bank.</summary>
public sealed record CurrentDecision
{
    /// <summary>CCL, A; valid exactly if DCL is.</summary>
    public required Limit Charge { get; init; }

    /// <summary>DCL, A, positive.</summary>
    public required Limit Discharge { get; init; }

    /// <summary>Parts in parallel that are switched off and stand apart.</summary>
    public required IReadOnlyList<ReconnectRisk> Risks { get; init; }

    /// <summary>What each battery may carry, and its share; battery 1 first.</summary>
    public required IReadOnlyList<MemberCurrent> Members { get; init; }

    /// <summary>For the next turn.</summary>
    public required CurrentMemory Memory { get; init; }
}
