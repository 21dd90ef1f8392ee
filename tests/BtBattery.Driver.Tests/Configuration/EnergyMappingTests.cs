using BtBattery.Aggregation.Energy;
using BtBattery.Aggregation.Energy.Counting;
using BtBattery.Aggregation.Energy.Strings;
using BtBattery.Driver.Configuration;

namespace BtBattery.Driver.Tests.Configuration;

public sealed class EnergyMappingTests
{
    [Fact]
    public void Defaults_are_those_of_the_settings()
    {
        DriverConfiguration configuration = Setup.Load("", Setup.First, Setup.Second);
        EnergySettings settings = configuration.ToEnergySettings();
        Assert.Equal(EnergySettings.Default with { TimeToSocPoints = settings.TimeToSocPoints }, settings);
        Assert.Empty(settings.TimeToSocPoints);
        Assert.Equal([SocSettings.Reported, SocSettings.Reported], configuration.ToSocSettings());
    }

    [Fact]
    public void Every_key_arrives()
    {
        DriverConfiguration configuration = Setup.Load(
            $"""
            [DEFAULT]
            SOC_SOURCE = counted
            SOC_FULL_CURRENT_FRACTION = 0.05
            SOC_FULL_TIME_SEC = 60
            MAX_CELL_VOLTAGE = 3.5
            MIN_CELL_VOLTAGE = 2.8
            DATA_TIMEOUT = 20
            [BANK]
            SOC_LOW_WARNING = 30
            SOC_LOW_ALARM = 15
            TIME_TO_SOC_POINTS = 100, 12.5
            TIME_TO_SOC_INC_FROM = True
            MIDPOINT_ENABLE = True
            SERIES_SOC_DIFFERENCE = 5
            SERIES_CAPACITY_LOSS = 0
            SERIES_VOLTAGE_DIFFERENCE = 0.05
            SERIES_DELAY_SEC = 30
            [{Setup.Second}]
            SOC_SOURCE = bms
            DATA_TIMEOUT = 40
            """,
            Setup.First,
            Setup.Second);
        Assert.Empty(configuration.Findings);

        EnergySettings settings = configuration.ToEnergySettings();
        Assert.Equal([100, 12.5], settings.TimeToSocPoints);
        Assert.Equal(
            new EnergySettings
            {
                SocLowWarning = 30,
                SocLowAlarm = 15,
                TimeToSocPoints = settings.TimeToSocPoints,
                IsPastShown = true,
                HasMidPoint = true,
                LongestGap = TimeSpan.FromSeconds(40),
                Strings = new StringSettings { SocPercent = 5, LossPercent = null, CellVolts = 0.05, Delay = TimeSpan.FromSeconds(30) },
            },
            settings);
        SocSettings counted = new() { IsCounted = true, TailShare = 0.05, FullAfter = TimeSpan.FromSeconds(60), FullCellVolts = 3.5, EmptyCellVolts = 2.8 };
        Assert.Equal([counted, counted with { IsCounted = false }], configuration.ToSocSettings());
    }

    /// <summary>With linear limits and no stages the charge voltage is fixed at float.</summary>
    [Theory]
    [InlineData("LINEAR_LIMITATION_ENABLE = True", 3.35)]
    [InlineData("LINEAR_LIMITATION_ENABLE = True\nCVCM_ENABLE = True", 3.45)]
    [InlineData("CVCM_ENABLE = False", 3.45)]
    public void A_battery_is_full_at_the_highest_voltage_it_gets(string text, double volts) =>
        Assert.Equal(volts, Setup.Load($"[DEFAULT]\n{text}\n").ToSocSettings()[0].FullCellVolts);

    [Theory]
    [InlineData("SOC_SOURCE = counted\nCVCM_ENABLE = True\nMAX_VOLTAGE_TIME_SEC = 5", true)]
    [InlineData("SOC_SOURCE = counted\nCVCM_ENABLE = True\nMAX_VOLTAGE_TIME_SEC = 180", false)]
    [InlineData("SOC_SOURCE = counted\nMAX_VOLTAGE_TIME_SEC = 5", false)]
    [InlineData("CVCM_ENABLE = True\nMAX_VOLTAGE_TIME_SEC = 5", false)]
    public void A_battery_that_never_looks_full_is_warned_of(string text, bool isWarned)
    {
        DriverConfiguration configuration = Setup.Load($"[DEFAULT]\n{text}\n");
        Assert.Equal(isWarned, configuration.Findings.Any(finding =>
            finding is { Severity: Severity.Warning, Code: FindingCodes.Contradiction } && finding.Message.StartsWith("SOC_FULL_TIME_SEC = 180 s", StringComparison.Ordinal)));
        Assert.False(configuration.HasErrors);
    }
}
