using BtBattery.Aggregation.Energy;
using BtBattery.Aggregation.Energy.Counting;
using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration;

/// <summary>What the room that works out charge and energy needs of a configuration without errors.</summary>
public static class EnergyMapping
{
    /// <summary>For the bank.</summary>
    public static EnergySettings ToEnergySettings(this DriverConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new()
        {
            SocLowWarning = configuration.Get(DisplayKeys.SocLowWarning),
            SocLowAlarm = configuration.Get(DisplayKeys.SocLowAlarm),
            TimeToSocPoints = configuration.Get(DisplayKeys.TimeToSocPoints),
            IsPastShown = configuration.Get(DisplayKeys.TimeToSocFrom),
            HasMidPoint = configuration.Get(BankKeys.Midpoint),
            LongestGap = configuration.Batteries.Max(battery => battery.DataTimeout),
            Strings = new()
            {
                SocPercent = NotZero(configuration.Get(SeriesKeys.SocDifference)),
                LossPercent = NotZero(configuration.Get(SeriesKeys.CapacityLoss)),
                CellVolts = NotZero(configuration.Get(SeriesKeys.VoltageDifference)),
                Delay = TimeSpan.FromSeconds(configuration.Get(SeriesKeys.Delay)),
            },
        };
    }

    /// <summary>For each battery; battery 1 first.</summary>
    public static SocSettings[] ToSocSettings(this DriverConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);

        // A charge voltage that is fixed at float never gets to the maximum: then float is all there is to be full by.
        bool isFloatAll = configuration.Get(ChargeStageKeys.Linear) && !configuration.Get(ChargeStageKeys.ChargeVoltageControl);
        return
        [
            .. configuration.Batteries.Select(battery => new SocSettings
            {
                IsCounted = battery.Get(SocCountingKeys.IsCounted),
                FullCellVolts = battery.Get(isFloatAll ? CellVoltageKeys.Float : CellVoltageKeys.Max),
                EmptyCellVolts = battery.Get(CellVoltageKeys.Min),
                TailShare = battery.Get(SocCountingKeys.TailFraction),
                FullAfter = TimeSpan.FromSeconds(battery.Get(SocCountingKeys.FullTime)),
            }),
        ];
    }

    private static double? NotZero(double value) => value > 0 ? value : null;
}
