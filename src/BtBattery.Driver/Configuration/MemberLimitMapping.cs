using BtBattery.Aggregation.Charging.Members;
using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration;

/// <summary>What the configuration says of the currents of one battery.</summary>
public static class MemberLimitMapping
{
    private const double Full = 100;

    /// <summary>The settings of a battery.</summary>
    /// <param name="battery">The battery, of a configuration without errors.</param>
    /// <param name="isLinear">LINEAR_LIMITATION_ENABLE.</param>
    public static MemberLimitSettings ToMemberLimitSettings(this BatteryConfiguration battery, bool isLinear)
    {
        ArgumentNullException.ThrowIfNull(battery);
        CellRange range = CellRange.Of(battery.Chemistry);
        return new()
        {
            MaxChargeAmps = battery.Get(CurrentKeys.MaxCharge),
            MaxDischargeAmps = battery.Get(CurrentKeys.MaxDischarge),
            AreCurrentsSet = IsOwners(battery, CurrentKeys.MaxCharge) && IsOwners(battery, CurrentKeys.MaxDischarge),
            OwnersAh = IsOwners(battery, BatteryKeys.Capacity) ? battery.Get(BatteryKeys.Capacity) : null,
            IsLinear = isLinear,
            ChargeByCell = Curve(
                battery, CurrentKeys.ChargeByVoltage, [.. battery.Get(CurrentKeys.ChargeVoltages).Reverse()], [.. battery.Get(CurrentKeys.ChargeVoltageFractions).Reverse()], CurveStep.AtOrBelow),
            DischargeByCell = Curve(
                battery, CurrentKeys.DischargeByVoltage, battery.Get(CurrentKeys.DischargeVoltages), battery.Get(CurrentKeys.DischargeVoltageFractions), CurveStep.Above),
            ChargeByTemperature = Curve(
                battery, TemperatureKeys.ChargeByTemperature, battery.Get(TemperatureKeys.ChargeTemperatures), battery.Get(TemperatureKeys.ChargeTemperatureFractions), CurveStep.AtOrBelow),
            DischargeByTemperature = Curve(
                battery, TemperatureKeys.DischargeByTemperature, battery.Get(TemperatureKeys.DischargeTemperatures), battery.Get(TemperatureKeys.DischargeTemperatureFractions), CurveStep.Above),
            ByMosTemperature = Curve(
                battery, TemperatureKeys.ByMosTemperature, battery.Get(TemperatureKeys.MosTemperatures), battery.Get(TemperatureKeys.MosTemperatureFractions), CurveStep.AtOrBelow),
            ChargeBySoc = ChargeBySoc(battery),
            DischargeBySoc = DischargeBySoc(battery),
            NoSensorFraction = battery.Get(TemperatureKeys.NoSensorFraction),
            Chemistry = range.Name,
            LowestCellVolts = range.LowestVolts,
            HighestCellVolts = range.HighestVolts,
        };
    }

    /// <summary>By the files alone: currents that become the owner's on the screen would allow more than the files do.</summary>
    private static bool IsOwners(BatteryConfiguration battery, ConfigurationKey key) => battery.Values[key].InFiles.Origin.Kind != OriginKind.Default;

    private static LimitCurve? Curve(
        BatteryConfiguration battery, ConfigurationKey<bool> enabled, IReadOnlyList<double> points, IReadOnlyList<double> fractions, CurveStep step) =>
        battery.Get(enabled) ? new(points, fractions, step) : null;

    /// <summary>As in dbus-btbattery: the smallest fraction is reached when the battery is full.</summary>
    private static LimitCurve? ChargeBySoc(BatteryConfiguration battery)
    {
        (double[] percent, double[] fractions) = Get(battery, SocKeys.ChargeSoc, SocKeys.ChargeSocFractions);
        return Curve(battery, SocKeys.ChargeBySoc, [percent[2], percent[1], percent[0], Full], [1, fractions[2], fractions[1], fractions[0]], CurveStep.Above);
    }

    /// <summary>
    /// As in dbus-btbattery, but for linear limits: there the limit jumps to all of it at the highest of the three. Here it goes on rising over as much again as lies between the
    /// second and the third.
    /// </summary>
    private static LimitCurve? DischargeBySoc(BatteryConfiguration battery)
    {
        (double[] percent, double[] fractions) = Get(battery, SocKeys.DischargeSoc, SocKeys.DischargeSocFractions);
        double whole = Math.Min(Full, percent[2] + (percent[2] - percent[1]));
        return Curve(battery, SocKeys.DischargeBySoc, [.. percent, whole], [.. fractions, 1], CurveStep.Above);
    }

    private static (double[] Percent, double[] Fractions) Get(
        BatteryConfiguration battery, IReadOnlyList<ConfigurationKey<double>> percent, IReadOnlyList<ConfigurationKey<double>> fractions) =>
        ([.. percent.Select(battery.Get)], [.. fractions.Select(battery.Get)]);
}
