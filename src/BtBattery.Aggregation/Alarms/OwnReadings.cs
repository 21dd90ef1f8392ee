using BtBattery.Aggregation.Charging.Members;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Alarms;

/// <summary>The driver's own conditions: what is read of a battery, and from where on that is too much. All numbers without a key are ours.</summary>
internal static class OwnReadings
{
    /// <summary>
    /// Beyond MAX_CELL_VOLTAGE by so much there is a warning, V: the end of a charge takes the highest cell of a healthy battery some hundredths above, which is
    /// no fault. For LFP it is where charging has come down to nothing, 3.55 V.
    /// </summary>
    private const double AboveMaximum = 0.1;

    /// <summary>Below MIN_CELL_VOLTAGE by so much there is an alarm, V: for LFP where discharging has come down to nothing, 2.7 V.</summary>
    private const double BelowMinimum = 0.2;

    private const double CellHysteresis = 0.05;

    private const double TemperatureHysteresis = 2;

    /// <summary>Chargers that follow a limit come this close, A, or <see cref="CurrentShare"/> of it if that is more: beyond it they do not follow.</summary>
    private const double CurrentMargin = 2;

    /// <inheritdoc cref="CurrentMargin"/>
    private const double CurrentShare = 0.1;

    /// <summary>Differences of cells end so much below where they began.</summary>
    private const double ImbalanceHysteresis = 0.2;

    public static AlarmReading? HighCell(in AlarmContext context)
    {
        double warns = context.Volts.MaxVolts + AboveMaximum;
        return context.Cells is { IsKnown: true, Frame: { } at } cells
            ? new(cells.Highest.Value, warns, Math.Max(warns, context.Limits.HighestCellVolts), CellHysteresis, at)
            : null;
    }

    public static AlarmReading? LowCell(in AlarmContext context)
    {
        double warns = context.Volts.MinVolts;
        return context.Cells is { IsKnown: true, Frame: { } at } cells
            ? new(-cells.Lowest.Value, -warns, -Math.Min(warns, Math.Max(warns - BelowMinimum, context.Limits.LowestCellVolts)), CellHysteresis, at)
            : null;
    }

    public static AlarmReading? Imbalance(in AlarmContext context) =>
        context.Settings.ImbalanceVolts is not double most ? AlarmReading.Unwatched
        : context.Cells is { IsKnown: true, Frame: { } at } cells
            ? new(cells.Highest.Value - cells.Lowest.Value, most, double.PositiveInfinity, ImbalanceHysteresis * most, at)
        : null;

    public static AlarmReading? TooHotToCharge(in AlarmContext context) => Hot(context, context.Limits.ChargeByTemperature);

    public static AlarmReading? TooColdToCharge(in AlarmContext context) => Cold(context, context.Limits.ChargeByTemperature);

    public static AlarmReading? TooHotToDischarge(in AlarmContext context) => Hot(context, context.Limits.DischargeByTemperature);

    public static AlarmReading? TooColdToDischarge(in AlarmContext context) => Cold(context, context.Limits.DischargeByTemperature);

    public static AlarmReading? TooHotPowerStage(in AlarmContext context) =>
        context.Limits.ByMosTemperature?.ZeroFrom(context.Limits.IsLinear) is not double end ? AlarmReading.Unwatched
        : context.Member.Fresh(context.Member.Snapshot.MosTemperature) is { Value: double celsius } reading && TemperatureRule.IsReading(celsius)
            ? Temperature(celsius, end, reading.At)
        : null;

    public static AlarmReading? ChargeCurrent(in AlarmContext context) =>
        Current(context.Member.Fresh(context.Member.Snapshot.Current), context.Current?.ChargeAmps, 1);

    public static AlarmReading? DischargeCurrent(in AlarmContext context) =>
        Current(context.Member.Fresh(context.Member.Snapshot.Current), context.Current?.DischargeAmps, -1);

    /// <summary>A measured current beside what is allowed. While no limit is given, nothing can be above it: what was up is over, however long that lasts.</summary>
    /// <param name="amps">A, positive charges.</param>
    /// <param name="limit">A; null while none is given.</param>
    /// <param name="sign">1 for charging, -1 for discharging.</param>
    public static AlarmReading? Current(Measured<double>? amps, double? limit, int sign)
    {
        if (limit is not double most)
        {
            return AlarmReading.Unwatched;
        }

        double margin = Math.Max(CurrentMargin, CurrentShare * most);
        return amps is { } measured ? new((sign * measured.Value) - most, margin, double.PositiveInfinity, margin / 2, measured.At) : null;
    }

    private static AlarmReading? Hot(in AlarmContext context, LimitCurve? curve) =>
        curve?.ZeroFrom(context.Limits.IsLinear) is not double end ? AlarmReading.Unwatched
        : Sensor(context, 1) is { } warmest ? Temperature(warmest.Value, end, warmest.At)
        : null;

    private static AlarmReading? Cold(in AlarmContext context, LimitCurve? curve) =>
        curve?.ZeroUpTo(context.Limits.IsLinear) is not double end ? AlarmReading.Unwatched
        : Sensor(context, -1) is { } coldest ? Temperature(-coldest.Value, -end, coldest.At)
        : null;

    private static AlarmReading Temperature(double value, double end, MonotonicTime at) => new(value, end, double.PositiveInfinity, TemperatureHysteresis, at);

    /// <summary>The warmest sensor, or with a sign of -1 the coldest; null if none gives a value.</summary>
    private static Measured<double>? Sensor(in AlarmContext context, int sign)
    {
        if (context.Member.Fresh(context.Member.Snapshot.Temperatures) is not { } sensors)
        {
            return null;
        }

        double? worst = null;
        for (int i = 0; i < sensors.Value.Count; i++)
        {
            worst = TemperatureRule.IsReading(sensors.Value[i]) && !(sign * sensors.Value[i] <= sign * worst) ? sensors.Value[i] : worst;
        }

        return worst is double celsius ? new(celsius, sensors.At) : null;
    }
}
