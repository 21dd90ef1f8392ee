using BtBattery.Aggregation.LossPolicies;
using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Configuration;

/// <summary>What a configuration says about the bank, in the words of the rooms that serve it.</summary>
public static class BankPlanning
{
    /// <summary>The bank of a configuration.</summary>
    /// <param name="configuration">Without errors.</param>
    /// <param name="busAddress">The bus.</param>
    public static BankPlan Plan(DriverConfiguration configuration, string busAddress)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        LossPolicy policy = configuration.Get(BankKeys.LossPolicy);
        DriverOptions[] members = [.. configuration.Batteries.Select(battery => Options(battery, busAddress))];
        return new()
        {
            Members = members,
            PublishLimits = configuration.Get(BankKeys.PublishLimits),
            Control = new()
            {
                Wiring = configuration.Wiring ?? throw new ArgumentException("The configuration has errors.", nameof(configuration)),
                Times = [.. members.Select(member => LossTimes.Of(policy, member.Timing.LateAfter, member.DataTimeout))],
                Bands = [.. configuration.Batteries.Select(battery => BandOf(battery.Chemistry))],
            },
        };
    }

    private static DriverOptions Options(BatteryConfiguration battery, string busAddress) => new()
    {
        Address = battery.Address,
        Battery = battery.ToBatterySettings(),
        BusAddress = busAddress,
        DeviceInstance = battery.DeviceInstance,
        PollInterval = battery.PollInterval,
        IntermittentInterval = battery.IntermittentInterval,
        DataTimeout = battery.DataTimeout,
        ConfiguredAh = battery.Get(BatteryKeys.Capacity),
        NominalCellVolts = NominalVolts(battery.Chemistry),
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
