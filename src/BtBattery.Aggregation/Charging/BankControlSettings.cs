using BtBattery.Aggregation.Alarms;
using BtBattery.Aggregation.Charging.Currents;
using BtBattery.Aggregation.Charging.Members;
using BtBattery.Aggregation.Charging.Voltage;
using BtBattery.Aggregation.Energy;
using BtBattery.Aggregation.Energy.Counting;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Wiring;

namespace BtBattery.Aggregation.Charging;

/// <summary>How a bank is controlled. Lists have an entry for each battery, battery 1 first.</summary>
public sealed record BankControlSettings
{
    /// <summary>How it is wired.</summary>
    public required BankNode Wiring { get; init; }

    /// <summary>When a silent battery goes from one condition to the next.</summary>
    public required IReadOnlyList<LossTimes> Times { get; init; }

    /// <summary>What is mid-range for the cells of each battery.</summary>
    public required IReadOnlyList<CellBand> Bands { get; init; }

    /// <summary>CELL_COUNT of each battery; null where it is not set.</summary>
    public required IReadOnlyList<int?> CellCounts { get; init; }

    /// <summary>What each battery may carry.</summary>
    public required IReadOnlyList<MemberLimitSettings> Members { get; init; }

    /// <summary>Where the state of charge of each battery comes from.</summary>
    public required IReadOnlyList<SocSettings> Soc { get; init; }

    /// <summary>How the charge voltage is found.</summary>
    public required ChargeVoltageSettings Voltage { get; init; }

    /// <summary>How the currents of the batteries become those of the bank.</summary>
    public required CurrentSettings Currents { get; init; }

    /// <summary>How far batteries may differ before it is told.</summary>
    public BankTolerances Tolerances { get; init; } = BankTolerances.Default;

    /// <summary>What is worked out from charge and energy.</summary>
    public EnergySettings Energy { get; init; } = EnergySettings.Default;

    /// <summary>What the driver raises by itself, beside what BMSs say.</summary>
    public AlarmSettings Alarms { get; init; } = AlarmSettings.OfBmsOnly;

    /// <summary>WAKE_CURRENT, A.</summary>
    public double WakeAmps { get; init; } = 2;

    /// <summary>A rule that a bench leaves out.</summary>
    internal SafetyRule LeftOut { get; init; }
}
