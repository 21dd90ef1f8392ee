using BtBattery.Aggregation.Charging.Currents;
using BtBattery.Aggregation.Guard;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Wiring;
using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration;

/// <summary>What the rooms that merge batteries and share their currents need of a configuration without errors.</summary>
public static class BankCurrentMapping
{
    /// <summary>A battery that has not answered for this many polls is late.</summary>
    private const int LatePolls = 3;

    /// <summary>How the currents of the bank are limited.</summary>
    public static CurrentSettings ToCurrentSettings(this DriverConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        BankNode wiring = configuration.Wiring ?? throw new ArgumentException("A configuration with errors must not be used.", nameof(configuration));
        return new()
        {
            Reconnect = new ReconnectSettings(configuration.Get(BankCurrentKeys.ReconnectDifference), configuration.Get(BankCurrentKeys.ReconnectBlock)),
            MaxChargeAmps = Most(wiring, configuration.Batteries, CurrentKeys.MaxCharge),
            MaxDischargeAmps = Most(wiring, configuration.Batteries, CurrentKeys.MaxDischarge),
            RecoveryThreshold = configuration.Get(BankCurrentKeys.RecoveryThreshold),
            HasSteps = !configuration.Get(ChargeStageKeys.Linear),
            RecoveryHold = TimeSpan.FromSeconds(configuration.Get(BankCurrentKeys.RecoveryHold)),
            RecoveryAmpsPerSecond = configuration.Get(BankCurrentKeys.RecoveryRamp),
        };
    }

    /// <summary>How far batteries may differ before it is told.</summary>
    public static BankTolerances ToBankTolerances(this DriverConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new()
        {
            SeriesAmps = configuration.Get(BankCurrentKeys.SeriesTolerance),
            SeriesShare = configuration.Get(BankCurrentKeys.SeriesToleranceFraction),
            ParallelVolts = configuration.Get(BankCurrentKeys.ParallelDifference),
            ParallelSocPercent = configuration.Get(BankKeys.SocImbalanceDetection) ? configuration.Get(BankKeys.SocImbalanceThreshold) : null,
        };
    }

    /// <summary>When each battery counts as late, held, blocked and gone; battery 1 first.</summary>
    public static IReadOnlyList<LossTimes> ToLossTimes(this DriverConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        LossPolicy policy = configuration.Get(BankKeys.LossPolicy);
        return [.. configuration.Batteries.Select(battery => LossTimes.Of(policy, LatePolls * (battery.IntermittentInterval ?? battery.PollInterval), battery.DataTimeout))];
    }

    private static double Most(BankNode node, IReadOnlyList<BatteryConfiguration> batteries, ConfigurationKey<double> key) => node is BankJoint joint
        ? joint.IsSeries ? joint.Parts.Min(part => Most(part, batteries, key)) : joint.Parts.Sum(part => Most(part, batteries, key))
        : batteries[((BankMember)node).Number - 1].Get(key);
}
