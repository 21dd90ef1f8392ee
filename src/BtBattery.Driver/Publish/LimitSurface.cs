using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Model;
using Row = BtBattery.Driver.Publish.SurfaceRow<BtBattery.Driver.Publish.BankTurn>;

namespace BtBattery.Driver.Publish;

/// <summary>
/// What is published of that which was decided about a bank or a battery alone. A limit is decided anew in each turn from what is fresh then, so it has no deadline of
/// its own; what becomes of it in silence is in docs/loss-policy.md.
/// </summary>
internal static class LimitSurface
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<Row> Rows { get; } =
    [
        Row.Fact("/Info/MaxChargeVoltage", 2, "V", turn => Published(turn, turn.Outcome.ChargeVoltage)),
        Row.Fact("/Info/MaxChargeCurrent", 1, "A", turn => Published(turn, turn.Outcome.ChargeCurrent)),
        Row.Fact("/Info/MaxDischargeCurrent", 1, "A", turn => Published(turn, turn.Outcome.DischargeCurrent)),
        Row.Fact("/Info/BatteryLowVoltage", 2, "V", turn => turn.PublishesLimits ? turn.Outcome.LowVolts : null),
        Row.Fact("/Info/ChargeMode", turn => turn.PublishesLimits ? StageWords.Of(turn.Outcome) : null),
        Row.Fact("/Info/ChargeLimitation", turn => Why(turn, LimitKind.ChargeCurrent, turn.Outcome.ChargeCurrent)),
        Row.Fact("/Info/DischargeLimitation", turn => Why(turn, LimitKind.DischargeCurrent, turn.Outcome.DischargeCurrent)),
        Row.Fact("/Diagnostics/Limits/ChargeVoltageCause", turn => Cause(turn, turn.Outcome.ChargeVoltage)),
        Row.Fact("/Diagnostics/Limits/ChargeCurrentCause", turn => Cause(turn, turn.Outcome.ChargeCurrent)),
        Row.Fact("/Diagnostics/Limits/DischargeCurrentCause", turn => Cause(turn, turn.Outcome.DischargeCurrent)),
        Row.Measured("/Io/AllowToCharge", turn => Allows(turn, turn.Outcome.View.ChargeFetOn, turn.Outcome.ChargeCurrent)),
        Row.Measured("/Io/AllowToDischarge", turn => Allows(turn, turn.Outcome.View.DischargeFetOn, turn.Outcome.DischargeCurrent)),
        Row.Fact("/Alarms/BmsCable", turn => GravestLinkAlarm(turn)),
    ];

    /// <summary>Rows of alarms that the driver raises beside the BMS; a recording tells of what the BMS says alone.</summary>
    public static IReadOnlyList<Row> Warnings { get; } = [Row.Measured(AlarmPaths.LowVoltage, turn => LowVoltage(turn))];

    /// <summary>The gravest of what the BMSs say, and 1 while a cell is so low that little discharging is left.</summary>
    private static Measured<int>? LowVoltage(BankTurn turn)
    {
        Measured<int>? said = AlarmPaths.LevelOf(turn, AlarmPaths.LowVoltageCauses);
        bool warns = turn.PublishesLimits && turn.Outcome.LowVoltageWarnings != 0;
        return !warns || said is { Value: > 0 } ? said : new(1, said?.At ?? turn.Now);
    }

    private static double? Published(BankTurn turn, Limit limit) => turn.PublishesLimits ? limit.Value : null;

    private static string? Why(BankTurn turn, LimitKind kind, Limit limit) =>
        turn.PublishesLimits ? LimitWords.Short(kind, limit.Deciding, turn.Members.Count) : null;

    private static string? Cause(BankTurn turn, Limit limit) => turn.PublishesLimits ? LimitWords.CodeOf(limit.Deciding.Cause) : null;

    /// <summary>Where limits are published a direction is allowed only if its FETs and its limit allow it.</summary>
    private static Measured<int>? Allows(BankTurn turn, Measured<bool>? isOn, Limit limit) =>
        isOn is { } fet ? new(fet.Value && (!turn.PublishesLimits || limit.Value > 0) ? 1 : 0, fet.At) : null;

    private static int GravestLinkAlarm(BankTurn turn)
    {
        int gravest = turn.PublishesLimits ? turn.Outcome.Verdict.BmsCable : 0;
        for (int i = 0; i < turn.Members.Count; i++)
        {
            gravest = Math.Max(gravest, turn.Members[i].LinkAlarm);
        }

        return gravest;
    }
}
