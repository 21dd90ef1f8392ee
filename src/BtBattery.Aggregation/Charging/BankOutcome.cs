using BtBattery.Aggregation.Guard;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Merging;

namespace BtBattery.Aggregation.Charging;

/// <summary>Everything that is decided about a bank in one turn: one battery is a bank of one.</summary>
public sealed record BankOutcome
{
    /// <summary>What is known of it, with those of its parts below.</summary>
    public required BankView View { get; init; }

    /// <summary>What the decision table says.</summary>
    public required BankVerdict Verdict { get; init; }

    /// <summary>What the own readings of each battery allow; battery 1 first. Empty if that could not be worked out.</summary>
    public required IReadOnlyList<MemberLimits> Members { get; init; }

    /// <summary>CVL, V; valid only together with both currents.</summary>
    public required Limit ChargeVoltage { get; init; }

    /// <summary>CCL, A.</summary>
    public required Limit ChargeCurrent { get; init; }

    /// <summary>DCL, A.</summary>
    public required Limit DischargeCurrent { get; init; }

    /// <summary>Where charging stands.</summary>
    public required ChargeStage Stage { get; init; }

    /// <summary>MIN_CELL_VOLTAGE for every cell, V; null while their number is not known.</summary>
    public required double? LowVolts { get; init; }

    /// <summary>What the owner has to mend.</summary>
    public required IReadOnlyList<BankProblem> Problems { get; init; }

    /// <summary>Parts in parallel that are switched off and stand apart.</summary>
    public required IReadOnlyList<ReconnectRisk> Risks { get; init; }
}
