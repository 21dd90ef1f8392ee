using BtBattery.Aggregation.Charging.Voltage;
using BtBattery.Driver.Configuration;

namespace BtBattery.Driver.Tests.Configuration;

/// <summary>What the files say of the charge voltage arrives where it is worked out.</summary>
public sealed class ChargeVoltageMappingTests
{
    [Fact]
    public void Without_a_word_of_the_owner_the_declared_defaults_hold()
    {
        ChargeVoltageSettings settings = Setup.Load("", Setup.First, Setup.Second).ToChargeVoltageSettings();
        var defaults = new ChargeVoltageSettings { Batteries = settings.Batteries };
        Assert.Equal(defaults, settings);
        Assert.Equal(2, settings.Batteries.Count);
        CellVoltageSettings cells = settings.Batteries[1];
        Assert.Equal((3.45, 3.35, 2.9, 3.3), (cells.MaxVolts, cells.FloatVolts, cells.MinVolts, cells.BlockedVolts));
        Assert.Equal((3.65, 1.0), (cells.TopVolts, cells.LoweringPerVolt));
        Assert.Equal([3.45, 3.55, 3.6], cells.PenaltyAt);
        Assert.Equal([0.01, 1, 2], cells.Penalties);
    }

    [Theory]
    [InlineData("", 3.65)]
    [InlineData("BMS_CELL_OVERVOLTAGE = 3.6", 3.6)]
    [InlineData("BMS_CELL_OVERVOLTAGE = 3.75", 3.65)]
    [InlineData("CHEMISTRY = Li-ion", 4.2)]
    public void No_cell_may_come_to_where_its_BMS_ends_charging_nor_above_what_its_chemistry_bears(string line, double expected) =>
        Assert.Equal(expected, Setup.Load($"[DEFAULT]\n{line}\n", Setup.First).ToChargeVoltageSettings().Batteries[0].TopVolts);

    [Fact]
    public void Every_key_has_its_place()
    {
        ChargeVoltageSettings settings = Setup.Load(
            """
            [DEFAULT]
            MAX_CELL_VOLTAGE = 3.5
            [BANK]
            LINEAR_LIMITATION_ENABLE = True
            CVCM_ENABLE = True
            MAX_VOLTAGE_TIME_SEC = 60
            SOC_LEVEL_TO_RESET_VOLTAGE_LIMIT = 80
            ABSORPTION_CELL_SPREAD = 0.01
            ABSORPTION_RESTART_CELL_SPREAD = 0.013
            BULK_CELL_SPREAD = 0.08
            CHARGE_VOLTAGE_HOLD_SEC = 30
            CHARGE_VOLTAGE_RAMP = 0.001
            [A4:C1:38:00:00:02]
            MAX_CELL_VOLTAGE = 3.4
            FLOAT_CELL_VOLTAGE = 3.34
            BLOCKED_CELL_VOLTAGE = 3.2
            MIN_CELL_VOLTAGE = 3
            PENALTY_AT_CELL_VOLTAGE = 3.4, 3.5
            PENALTY_BATTERY_VOLTAGE = 0.1, 2
            """,
            Setup.First,
            Setup.Second).ToChargeVoltageSettings();
        Assert.Equal(
            new ChargeVoltageSettings
            {
                Batteries = settings.Batteries,
                IsLinear = true,
                IsControlled = true,
                AbsorptionTime = TimeSpan.FromMinutes(1),
                RestartBelowSocPercent = 80,
                AbsorptionSpreadVolts = 0.01,
                AbsorptionRestartSpreadVolts = 0.013,
                BulkSpreadVolts = 0.08,
                Hold = TimeSpan.FromSeconds(30),
                RampVoltsPerSecond = 0.001,
            },
            settings);
        Assert.Equal((3.5, 3.4), (settings.Batteries[0].MaxVolts, settings.Batteries[1].MaxVolts));
        Assert.Equal((3.34, 3.2, 3.0), (settings.Batteries[1].FloatVolts, settings.Batteries[1].BlockedVolts, settings.Batteries[1].MinVolts));
        Assert.Equal([3.4, 3.5], settings.Batteries[1].PenaltyAt);
        Assert.Equal([0.1, 2], settings.Batteries[1].Penalties);
    }
}
