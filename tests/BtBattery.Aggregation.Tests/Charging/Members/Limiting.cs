using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Charging.Members;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Tests.Charging.Members;

/// <summary>One battery, turn after turn, with the settings of a default configuration whose owner has set both currents.</summary>
internal sealed class Limiting(MemberLimitSettings? settings = null)
{
    /// <summary>The defaults for LFP, step limits.</summary>
    public static MemberLimitSettings Defaults { get; } = new()
    {
        MaxChargeAmps = 70,
        MaxDischargeAmps = 90,
        AreCurrentsSet = true,
        OwnersAh = null,
        IsLinear = false,
        ChargeByCell = new([3.3, 3.45, 3.5, 3.55], [1, 0.5, 0.05, 0], CurveStep.AtOrBelow),
        DischargeByCell = new([2.7, 2.8, 2.9, 3.1], [0, 0.1, 0.5, 1], CurveStep.Above),
        ChargeByTemperature = new([0, 2, 5, 10, 15, 20, 35, 40, 55], [0, 0.1, 0.2, 0.4, 0.8, 1, 1, 0.4, 0], CurveStep.AtOrBelow),
        DischargeByTemperature = new([-20, 0, 5, 10, 15, 45, 55], [0, 0.2, 0.3, 0.4, 1, 1, 0], CurveStep.Above),
        ByMosTemperature = new([70, 80, 90], [1, 0.25, 0], CurveStep.AtOrBelow),
        ChargeBySoc = new([91, 95, 98, 100], [1, 0.5, 0.3, 0.1], CurveStep.Above),
        DischargeBySoc = new([10, 20, 30, 40], [0.1, 0.3, 0.5, 1], CurveStep.Above),
        NoSensorFraction = 0.5,
        Chemistry = "LFP",
        LowestCellVolts = 2,
        HighestCellVolts = 3.65,
    };

    public static MemberLimitSettings Linear { get; } = Defaults with { IsLinear = true };

    /// <summary>Only the largest currents.</summary>
    public static MemberLimitSettings NoRules { get; } = Defaults with
    {
        ChargeByCell = null,
        DischargeByCell = null,
        ChargeByTemperature = null,
        DischargeByTemperature = null,
        ByMosTemperature = null,
        ChargeBySoc = null,
        DischargeBySoc = null,
    };

    public MemberLimitSettings Settings { get; set; } = settings ?? Defaults;

    public MemberLimitMemory Memory { get; set; } = MemberLimitMemory.Empty;

    public MonotonicTime Now { get; private set; } = Banks.Now;

    public MemberDecision Last { get; private set; } = null!;

    /// <summary>A battery at 50 %, 3.30 V and 20 °C, with these readings in a frame of this moment.</summary>
    public BatterySnapshot Battery(double?[]? cells = null, double?[]? celsius = null, double? soc = 50) =>
        Banks.Healthy(cells: cells?.Length ?? 4, at: Now) with
        {
            CellVoltages = new(cells ?? [3.3, 3.3, 3.3, 3.3], Now),
            Temperatures = new(celsius ?? [20, 22], Now),
            SocPercent = soc is double percent ? new(percent, Now) : null,
        };

    public MemberView View(BatterySnapshot battery) => Banks.Members(battery)[0] with { Now = Now };

    public MemberDecision Decide(BatterySnapshot battery)
    {
        Last = MemberLimiter.Decide(View(battery), Settings, Memory);
        Memory = Last.Memory;
        return Last;
    }

    public MemberDecision Decide(double?[]? cells = null, double?[]? celsius = null, double? soc = 50) => Decide(Battery(cells, celsius, soc));

    public Limiting After(double seconds)
    {
        Now += TimeSpan.FromSeconds(seconds);
        return this;
    }

    public static (double? Amps, LimitCause Cause) Of(Limit limit) => (limit.Value, limit.Deciding.Cause);
}
