using BtBattery.Aggregation.LossPolicies;
using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Options;
using BtBattery.Driver.Screen;

namespace BtBattery.Driver.Configuration;

/// <summary>What a configuration says about the bank, in the words of the rooms that serve it.</summary>
public static class BankPlanning
{
    /// <summary>The bank of a configuration of which nothing was changed on the screen.</summary>
    /// <param name="configuration">Without errors.</param>
    /// <param name="busAddress">The bus.</param>
    public static BankPlan Plan(DriverConfiguration configuration, string busAddress) => Plan(ScreenOverlay.Apply(configuration, ScreenValues.None), busAddress);

    /// <summary>The bank of files and screen together.</summary>
    /// <param name="screen">What holds.</param>
    /// <param name="busAddress">The bus.</param>
    public static BankPlan Plan(ScreenState screen, string busAddress)
    {
        ArgumentNullException.ThrowIfNull(screen);
        DriverConfiguration configuration = screen.InForce;
        bool isLinear = configuration.Get(ChargeStageKeys.Linear);
        bool publishesLimits = configuration.Get(BankKeys.PublishLimits);
        LossPolicy? limitPolicy = publishesLimits ? configuration.Get(BankKeys.LossPolicy) : null;
        return new()
        {
            Members = [.. configuration.Batteries.Select(battery => Options(battery, busAddress, limitPolicy))],
            PublishLimits = publishesLimits,
            HasMemberServices = configuration.Get(DisplayKeys.MemberServices),
            HasCompatibilityPaths = configuration.Get(DisplayKeys.CompatibilityPaths),
            Screen = screen,
            TimeForms = (TimeForms)configuration.Get(DisplayKeys.TimeToSocValueType),
            Control = new()
            {
                Wiring = configuration.Wiring ?? throw new ArgumentException("A configuration with errors must not be used.", nameof(screen)),
                Times = configuration.ToLossTimes(),
                Bands = [.. configuration.Batteries.Select(battery => BandOf(battery.Chemistry))],
                CellCounts = [.. configuration.Batteries.Select(battery => battery.Get(BatteryKeys.CellCount))],
                Members = [.. configuration.Batteries.Select(battery => battery.ToMemberLimitSettings(isLinear))],
                Soc = configuration.ToSocSettings(),
                Voltage = configuration.ToChargeVoltageSettings(),
                Currents = configuration.ToCurrentSettings(),
                Tolerances = configuration.ToBankTolerances(),
                Energy = configuration.ToEnergySettings(),
                Alarms = configuration.ToAlarmSettings(),
                WakeAmps = configuration.Get(BankCurrentKeys.WakeCurrent),
            },
        };
    }

    private static DriverOptions Options(BatteryConfiguration battery, string busAddress, LossPolicy? limitPolicy) => new()
    {
        Address = battery.Address,
        Battery = battery.ToBatterySettings(),
        BusAddress = busAddress,
        DeviceInstance = battery.DeviceInstance,
        PollInterval = battery.PollInterval,
        IntermittentInterval = battery.IntermittentInterval,
        DataTimeout = battery.DataTimeout,
        NominalCellVolts = NominalVolts(battery.Chemistry),
        LimitPolicy = limitPolicy,
    };

    private static CellBand BandOf(Chemistry chemistry) => chemistry switch
    {
        Chemistry.LiIon => CellBand.LiIon,
        Chemistry.Lto => CellBand.Lto,
        _ => CellBand.Lfp,
    };

    private static double NominalVolts(Chemistry chemistry) => chemistry switch
    {
        Chemistry.LiIon => 3.6,
        Chemistry.Lto => 2.4,
        _ => 3.2,
    };
}
