using BtBattery.Aggregation.Alarms;
using BtBattery.Aggregation.CellMonitor;
using BtBattery.Aggregation.Charging.Currents;
using BtBattery.Aggregation.Energy;
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

    /// <summary>What each battery may carry of it, and its share; battery 1 first. Empty if that could not be worked out.</summary>
    public IReadOnlyList<MemberCurrent> Currents { get; init; } = [];

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

    /// <summary>What comes from charge and energy; null if that could not be worked out.</summary>
    public EnergyOutcome? Energy { get; init; }

    /// <summary>How often counts of charge were set to full, over all batteries; null if none is counted.</summary>
    public int? FullSyncs { get; init; }

    /// <summary>Batteries to be asked again at once, since a reading of theirs is hard to believe: bit 0 is battery 1.</summary>
    public int AskAgain { get; init; }

    /// <summary>What is up, of the bank and of each battery.</summary>
    public AlarmOutcome Alarms { get; init; }

    /// <summary>Cells that got too far apart, as it was counted.</summary>
    public CellAlerts CellAlerts { get; init; } = CellAlerts.Empty;

    /// <summary>How its cells stand beside each other; null if that could not be worked out.</summary>
    public CellMonitorOutcome? CellMonitor { get; init; }

    /// <summary>Why it could not be said how its cells stand, or what there is to tell of them: a bug, on which no limit and no alarm depends; null for none.</summary>
    public Exception? CellFault { get; init; }

    /// <summary>True if what is remembered is worth storing at once.</summary>
    public bool IsEvent { get; init; }

    /// <summary>Why nothing could be worked out: a bug; null for none.</summary>
    public Exception? Error { get; init; }
}
