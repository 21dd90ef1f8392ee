using BtBattery.Aggregation.Charging.Currents;
using BtBattery.Aggregation.Guard;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Merging;
using BtBattery.Driver.Configuration;

namespace BtBattery.Driver.Tests.Configuration;

public sealed class BankCurrentMappingTests
{
    [Fact]
    public void The_defaults_are_those_of_the_rooms()
    {
        DriverConfiguration configuration = Setup.Load("");
        CurrentSettings settings = configuration.ToCurrentSettings();
        Assert.Equal(new CurrentSettings { MaxChargeAmps = 70, MaxDischargeAmps = 90, HasSteps = true }, settings);
        Assert.Equal(ReconnectSettings.Default, settings.Reconnect);
        Assert.Equal(BankTolerances.Default, configuration.ToBankTolerances());
        Assert.Equal(LossTimes.Of(LossPolicy.Balanced), Assert.Single(configuration.ToLossTimes()));
    }

    [Fact]
    public void What_the_owner_writes_arrives()
    {
        DriverConfiguration configuration = Setup.Load(
            """
            [BANK]
            LOSS_POLICY = cautious
            RECOVERY_THRESHOLD = 0.02
            RECOVERY_HOLD_SEC = 10
            RECOVERY_RAMP = 2
            RECONNECT_VOLTAGE_DIFFERENCE = 0.1
            RECONNECT_BLOCK_DIFFERENCE = 0.3
            SERIES_CURRENT_TOLERANCE = 2
            SERIES_CURRENT_TOLERANCE_FRACTION = 0.1
            PARALLEL_VOLTAGE_DIFFERENCE = 0.4
            SOC_IMBALANCE_DETECTION_ENABLE = False
            """);
        CurrentSettings settings = configuration.ToCurrentSettings();
        Assert.Equal((0.02, TimeSpan.FromSeconds(10), 2), (settings.RecoveryThreshold, settings.RecoveryHold, settings.RecoveryAmpsPerSecond));
        Assert.Equal(new ReconnectSettings(0.1, 0.3), settings.Reconnect);
        Assert.Equal(
            new BankTolerances { SeriesAmps = 2, SeriesShare = 0.1, ParallelVolts = 0.4, ParallelSocPercent = null }, configuration.ToBankTolerances());
        Assert.Equal(LossTimes.Of(LossPolicy.Cautious), Assert.Single(configuration.ToLossTimes()));
    }

    [Theory]
    [InlineData("1+2", 40, 90)]
    [InlineData("1|2", 110, 180)]
    public void The_largest_current_follows_the_wiring(string topology, double charge, double discharge)
    {
        string wiring = topology.Replace("1", Setup.First, StringComparison.Ordinal).Replace("|2", $"|{Setup.Second}", StringComparison.Ordinal)
            .Replace("+2", $"+{Setup.Second}", StringComparison.Ordinal);
        CurrentSettings settings = Setup.Load(
            $"[BANK]\nTOPOLOGY = {wiring}\n[{Setup.Second}]\nMAX_BATTERY_CHARGE_CURRENT = 40", Setup.First, Setup.Second).ToCurrentSettings();
        Assert.Equal((charge, discharge), (settings.MaxChargeAmps, settings.MaxDischargeAmps));
    }

    [Fact]
    public void A_battery_is_late_after_three_of_its_polls()
    {
        IReadOnlyList<LossTimes> times = Setup.Load($"[{Setup.Second}]\nPOLL_INTERVAL = 4\nDATA_TIMEOUT = 60", Setup.First, Setup.Second).ToLossTimes();
        Assert.Equal([6, 12], times.Select(time => time.LateAfter.TotalSeconds));
        Assert.Equal([30, 60], times.Select(time => time.HeldFrom.TotalSeconds));
    }
}
