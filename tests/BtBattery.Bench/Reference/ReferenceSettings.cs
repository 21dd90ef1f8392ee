using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Charging.Members;
using BtBattery.Aggregation.Charging.Voltage;

namespace BtBattery.Bench;

/// <summary>What the reference driver takes from a configuration. Only the two largest currents are its own for each battery; all else is common.</summary>
internal sealed record ReferenceSettings
{
    /// <summary>Largest charge current of each battery, A.</summary>
    public required IReadOnlyList<double> MaxChargeAmps { get; init; }

    /// <summary>Largest discharge current of each battery, A.</summary>
    public required IReadOnlyList<double> MaxDischargeAmps { get; init; }

    /// <summary>The common one, of which the curves leave a fraction, A.</summary>
    public required double CommonChargeAmps { get; init; }

    /// <summary>The same for discharging, A.</summary>
    public required double CommonDischargeAmps { get; init; }

    /// <summary>LINEAR_LIMITATION_ENABLE.</summary>
    public bool IsLinear { get; init; }

    /// <summary>CVCM_ENABLE.</summary>
    public bool IsControlled { get; init; }

    /// <summary>MAX_CELL_VOLTAGE, V.</summary>
    public double MaxCellVolts { get; init; } = 3.45;

    /// <summary>FLOAT_CELL_VOLTAGE, V.</summary>
    public double FloatCellVolts { get; init; } = 3.35;

    /// <summary>MIN_CELL_VOLTAGE, V.</summary>
    public double MinCellVolts { get; init; } = 2.9;

    /// <summary>MAX_VOLTAGE_TIME_SEC.</summary>
    public TimeSpan AtMaxFor { get; init; } = TimeSpan.FromSeconds(900);

    /// <summary>SOC_LEVEL_TO_RESET_VOLTAGE_LIMIT, %.</summary>
    public double ResetBelowSocPercent { get; init; } = 90;

    /// <summary>SOC_IMBALANCE_THRESHOLD, %; null where it is not looked at.</summary>
    public double? SocImbalancePercent { get; init; } = 10;

    /// <summary>By the highest cell; null where it is switched off.</summary>
    public ReferenceCurve? ChargeByCell { get; init; } = new([3.30, 3.45, 3.50, 3.55], [1, 0.5, 0.05, 0], ReferenceStep.AtOrBelow);

    /// <summary>By the lowest cell.</summary>
    public ReferenceCurve? DischargeByCell { get; init; } = new([2.70, 2.80, 2.90, 3.10], [0, 0.1, 0.5, 1], ReferenceStep.Above);

    /// <summary>By the warmest and the coldest reading, whichever leaves less.</summary>
    public ReferenceCurve? ChargeByCelsius { get; init; } = new([0, 2, 5, 10, 15, 20, 35, 40, 55], [0, 0.1, 0.2, 0.4, 0.8, 1, 1, 0.4, 0], ReferenceStep.AtOrBelow);

    /// <summary>The same for discharging.</summary>
    public ReferenceCurve? DischargeByCelsius { get; init; } = new([-20, 0, 5, 10, 15, 45, 55], [0, 0.2, 0.3, 0.4, 1, 1, 0], ReferenceStep.Above);

    /// <summary>By the state of charge.</summary>
    public ReferenceCurve? ChargeBySoc { get; init; } = new([91, 95, 98], [1, 0.5, 0.3], ReferenceStep.Above, Beyond: 0.1);

    /// <summary>The same for discharging.</summary>
    public ReferenceCurve? DischargeBySoc { get; init; } = new([10, 20, 30], [0.1, 0.3, 0.5], ReferenceStep.Above, Beyond: 1);

    /// <summary>PENALTY_AT_CELL_VOLTAGE, V.</summary>
    public IReadOnlyList<double> PenaltyAt { get; init; } = [3.45, 3.55, 3.6];

    /// <summary>PENALTY_BATTERY_VOLTAGE, V.</summary>
    public IReadOnlyList<double> Penalties { get; init; } = [0.01, 1, 2];

    /// <summary>What it is with the defaults of its own file.</summary>
    /// <param name="batteries">How many there are.</param>
    public static ReferenceSettings Defaults(int batteries) => new()
    {
        MaxChargeAmps = [.. Enumerable.Repeat(70.0, batteries)],
        MaxDischargeAmps = [.. Enumerable.Repeat(90.0, batteries)],
        CommonChargeAmps = 70,
        CommonDischargeAmps = 90,
    };

    /// <summary>What it takes from the file of a case: the numbers are read by our loader, the rules are its own.</summary>
    public static ReferenceSettings Of(BankCase bank)
    {
        ArgumentNullException.ThrowIfNull(bank);
        BankControlSettings own = OwnersLimits.Of(bank).Settings;
        BankControlSettings common = OwnersLimits.Of($"[DEFAULT]\n{bank.Configuration}\n", bank.Addresses, bank.Topology).Settings;
        (MemberLimitSettings set, CellVoltageSettings volts) = (common.Members[0], common.Voltage.Batteries[0]);
        return new()
        {
            MaxChargeAmps = [.. own.Members.Select(member => member.MaxChargeAmps)],
            MaxDischargeAmps = [.. own.Members.Select(member => member.MaxDischargeAmps)],
            CommonChargeAmps = set.MaxChargeAmps,
            CommonDischargeAmps = set.MaxDischargeAmps,
            IsLinear = common.Voltage.IsLinear,
            IsControlled = common.Voltage.IsControlled,
            MaxCellVolts = volts.MaxVolts,
            FloatCellVolts = volts.FloatVolts,
            MinCellVolts = volts.MinVolts,
            AtMaxFor = common.Voltage.AbsorptionTime,
            ResetBelowSocPercent = common.Voltage.RestartBelowSocPercent,
            SocImbalancePercent = common.Tolerances.ParallelSocPercent,
            ChargeByCell = Curve(set.ChargeByCell, ReferenceStep.AtOrBelow),
            DischargeByCell = Curve(set.DischargeByCell, ReferenceStep.Above),
            ChargeByCelsius = Curve(set.ChargeByTemperature, ReferenceStep.AtOrBelow),
            DischargeByCelsius = Curve(set.DischargeByTemperature, ReferenceStep.Above),
            ChargeBySoc = BySoc(set.ChargeBySoc),
            DischargeBySoc = BySoc(set.DischargeBySoc),
            PenaltyAt = volts.PenaltyAt,
            Penalties = volts.Penalties,
        };
    }

    private static ReferenceCurve? Curve(LimitCurve? curve, ReferenceStep step) => curve is null ? null : new(curve.Points, curve.Fractions, step);

    /// <summary>Its three points; our fourth, which our line goes on to, it does not have.</summary>
    private static ReferenceCurve? BySoc(LimitCurve? curve) =>
        curve is null ? null : new([.. curve.Points.Take(3)], [.. curve.Fractions.Take(3)], ReferenceStep.Above, curve.Fractions[3]);
}
