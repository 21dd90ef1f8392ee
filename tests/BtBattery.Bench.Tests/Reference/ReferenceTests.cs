namespace BtBattery.Bench.Tests;

/// <summary>The rules of the reference driver give the numbers that were seen when its own logic was run.</summary>
public sealed class ReferenceTests
{
    private static readonly ReferenceSettings s_defaults = ReferenceSettings.Defaults(2);

    [Theory]
    [InlineData(3.40, 70)]
    [InlineData(3.45, 35)]
    [InlineData(3.49, 35)]
    [InlineData(3.50, 3.5)]
    [InlineData(3.55, 0)]
    [InlineData(3.70, 0)]
    public void Charging_goes_by_the_highest_cell(double volts, double amps) => Assert.Equal(amps, Charge(Reading(volts)), 6);

    [Theory]
    [InlineData(2.60, 0)]
    [InlineData(2.70, 0)]
    [InlineData(2.75, 9)]
    [InlineData(2.80, 45)]
    [InlineData(2.85, 45)]
    [InlineData(2.90, 90)]
    [InlineData(3.30, 90)]
    public void Discharging_goes_by_the_lowest_cell(double volts, double amps) => Assert.Equal(amps, Discharge(Reading(volts)), 6);

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(1.9, 0)]
    [InlineData(2, 7)]
    [InlineData(5, 14)]
    [InlineData(10, 28)]
    [InlineData(15, 56)]
    [InlineData(20, 70)]
    [InlineData(39, 70)]
    [InlineData(40, 28)]
    [InlineData(55, 0)]
    public void Charging_goes_by_temperature(double celsius, double amps) => Assert.Equal(amps, Charge(Reading(3.3) with { Celsius = [celsius] }), 6);

    [Theory]
    [InlineData(-20, 0)]
    [InlineData(-10, 18)]
    [InlineData(0, 27)]
    [InlineData(5, 36)]
    [InlineData(10, 90)]
    [InlineData(44, 90)]
    [InlineData(45, 0)]
    public void Discharging_goes_by_temperature(double celsius, double amps) => Assert.Equal(amps, Discharge(Reading(3.3) with { Celsius = [celsius] }), 6);

    [Theory]
    [InlineData(91, 70)]
    [InlineData(92, 35)]
    [InlineData(95, 21)]
    [InlineData(98, 7)]
    [InlineData(100, 7)]
    public void Charging_goes_by_state_of_charge(double percent, double amps) => Assert.Equal(amps, Charge(Reading(3.3) with { SocPercent = percent }), 6);

    [Theory]
    [InlineData(10, 9)]
    [InlineData(15, 27)]
    [InlineData(20, 45)]
    [InlineData(30, 90)]
    public void Discharging_goes_by_state_of_charge(double percent, double amps) => Assert.Equal(amps, Discharge(Reading(3.3) with { SocPercent = percent }), 6);

    [Fact]
    public void F5_without_cells_and_temperatures_the_largest_currents_hold_and_the_highest_voltage()
    {
        ReferenceReading unread = Reading(3.6) with { Cells = [], Celsius = [] };
        Assert.Equal((70, 90), Currents(isSeries: true, unread, unread));
        Assert.Equal(27.6, new ReferenceVoltage(s_defaults).Of(Merge(isSeries: true, unread, unread), default), 6);
    }

    [Fact]
    public void M1_a_string_of_two_with_one_that_is_not_there_becomes_half_a_string()
    {
        ReferenceBank bank = ReferenceBank.Of([(0, Reading(3.3))], isSeries: true, s_defaults);
        Assert.Equal((13.2, 4), (bank.Volts, bank.CellCount));
        Assert.Equal(13.8, new ReferenceVoltage(s_defaults).Of(bank, default), 6);
        Assert.Equal((70, 90), ReferenceCurrents.Of(bank, [(0, Reading(3.3))], isSeries: true, s_defaults));
    }

    [Fact]
    public void M4_in_parallel_the_cells_are_those_of_the_first_battery()
    {
        ReferenceBank bank = Merge(isSeries: false, Reading(3.3), Reading(3.6) with { CellCount = 8 });
        Assert.Equal((4, 3.3), (bank.CellCount, bank.Cells.Max()));
    }

    [Fact]
    public void M5_in_parallel_what_the_batteries_may_carry_is_added()
    {
        Assert.Equal(73.5, Currents(isSeries: false, Reading(3.3), Reading(3.52) with { Volts = 13.4 }).Charge, 6);
        Assert.Equal(0.7 * 73.5, Currents(isSeries: false, Reading(3.3), Reading(3.52)).Charge, 6);
        Assert.Equal((140, 180), Currents(isSeries: false, Reading(3.3), Reading(3.3) with { ChargeFet = false, DischargeFet = false }));
    }

    [Fact]
    public void M7_the_charge_voltage_of_an_uneven_bank_follows_the_battery_down()
    {
        var voltage = new ReferenceVoltage(s_defaults);
        Assert.Equal(13.0, voltage.Of(Merge(isSeries: false, Reading(3.3) with { SocPercent = 35 }, Reading(3.3)), default), 6);
        Assert.Equal(12.6, voltage.Of(Merge(isSeries: false, Reading(3.2) with { SocPercent = 35 }, Reading(3.2)), default), 6);
        Assert.Equal(11.6, voltage.Of(Merge(isSeries: false, Reading(2.9) with { SocPercent = 35 }, Reading(2.9)), default), 6);
    }

    [Fact]
    public void F7_of_four_readings_the_coldest_is_lost()
    {
        ReferenceBank bank = Merge(isSeries: true, Reading(3.3) with { Celsius = [21, 20] }, Reading(3.3) with { Celsius = [-4, -5] });
        Assert.Equal([21, 20], bank.Celsius);
        Assert.Equal(70, Currents(isSeries: true, Reading(3.3) with { Celsius = [21, 20] }, Reading(3.3) with { Celsius = [-4, -5] }).Charge);
    }

    [Fact]
    public void With_stages_the_time_at_the_top_goes_on_while_the_voltage_is_down_and_float_lasts_until_the_charge_is_low()
    {
        var voltage = new ReferenceVoltage(s_defaults with { IsControlled = true });
        ReferenceBank top = Merge(isSeries: true, Reading(3.46) with { SocPercent = 99 }, Reading(3.46) with { SocPercent = 99 });
        ReferenceBank down = Merge(isSeries: true, Reading(3.35) with { SocPercent = 99 }, Reading(3.35) with { SocPercent = 99 });
        Assert.Equal(27.6, voltage.Of(top, TimeSpan.Zero), 6);
        Assert.Equal(27.6, voltage.Of(down, TimeSpan.FromSeconds(900)), 6);
        Assert.Equal(26.8, voltage.Of(down, TimeSpan.FromSeconds(901)), 6);
        Assert.Equal(26.8, voltage.Of(top, TimeSpan.FromSeconds(902)), 6);
        Assert.Equal(27.6, voltage.Of(Merge(isSeries: true, Reading(3.3) with { SocPercent = 89 }, Reading(3.3)), TimeSpan.FromSeconds(903)), 6);
    }

    [Fact]
    public void Lines_end_at_float_or_at_the_cells_less_their_penalties()
    {
        var voltage = new ReferenceVoltage(s_defaults with { IsLinear = true, IsControlled = true });
        Assert.Equal(26.8, voltage.Of(Merge(isSeries: true, Reading(3.3), Reading(3.3)), default), 6);
        Assert.Equal(8 * (3.5 - (0.01 + 0.5 * 0.99)), voltage.Of(Merge(isSeries: true, Reading(3.5), Reading(3.5)), default), 6);
        ReferenceReading at29 = Reading(3.3) with { SocPercent = 29.999 };
        ReferenceSettings linear = s_defaults with { IsLinear = true };
        Assert.Equal(45, ReferenceCurrents.Of(Merge(isSeries: true, at29, at29), [(0, at29), (1, at29)], isSeries: true, linear).Discharge, 2);
        Assert.Equal(90, ReferenceCurrents.Of(Merge(isSeries: true, Reading(3.3) with { SocPercent = 30.001 }, Reading(3.3)), [], isSeries: true, linear).Discharge, 6);
    }

    [Fact]
    public void Cells_are_not_known_between_a_pack_info_and_the_answer_after_it()
    {
        var link = new ReferenceLink(phase: 0.6);
        Simulator.Bms.BatteryState says = new() { Cells = [3.3, 3.3, 3.3, 3.3, 3.3, 3.3, 3.3, 3.3], Soc = 50 };
        link.Advance(1, isLinked: true, answers: true, says);
        Assert.Empty(link.Reading!.Cells);
        link.Advance(2, isLinked: true, answers: true, says);
        Assert.Equal(8, link.Reading!.Cells.Count);
        link.Advance(6, isLinked: true, answers: true, says);
        Assert.Empty(link.Reading!.Cells);
    }

    [Fact]
    public void F1_what_was_read_last_is_kept_for_ever()
    {
        var link = new ReferenceLink(phase: 0);
        Simulator.Bms.BatteryState says = new() { Cells = [.. Enumerable.Repeat(3.3, 8)], Soc = 50 };
        link.Advance(1, isLinked: true, answers: true, says);
        link.Advance(3600, isLinked: true, answers: false, says with { Soc = 99 });
        link.Advance(7200, isLinked: false, answers: false, says with { Soc = 99 });
        Assert.Equal((50, 0.6), (link.Reading!.SocPercent, link.HeardAt!.Value));
    }

    [Fact]
    public void L1_of_a_small_pack_no_cell_is_ever_heard()
    {
        Simulator.Bms.BatteryState says = new() { Cells = [3.3, 3.3, 3.3, 3.3], Soc = 50 };
        Assert.Empty(ReferenceReading.OfPackInfo(says).WithCells(says).Cells);
    }

    [Fact]
    public void F3_a_battery_alone_is_given_the_voltage_of_sixteen_cells()
    {
        var driver = new ReferenceDriver(ReferenceSettings.Defaults(1), isSeries: true, started: 0, [0.0]);
        Simulator.Bms.BatteryState says = new() { Cells = [3.6, 3.6, 3.6, 3.6], Soc = 100, Temperatures = [-10] };
        driver.Step(1, default, [new(IsLinked: true, Answers: true, says)]);
        Assert.Equal(new(true, 55.2, 70, 90), Rounded(driver.Limits));
    }

    [Fact]
    public void M13_a_battery_that_does_not_come_at_the_start_is_left_out_for_good()
    {
        var driver = new ReferenceDriver(ReferenceSettings.Defaults(3), isSeries: true, started: 0, [0.0, 0, 0]);
        Simulator.Bms.BatteryState says = new() { Cells = [.. Enumerable.Repeat(3.3, 8)], Soc = 50 };
        ReferenceContact[] contacts = [new(true, true, says), new(false, false, says), new(true, true, says)];
        driver.Step(20, default, contacts);
        Assert.False(driver.Limits.IsThere);
        for (int now = 21; now < 80; now++)
        {
            driver.Step(now, default, contacts);
        }

        contacts[1] = contacts[0];
        driver.Step(100, default, contacts);
        Assert.Equal(16 * 3.45, driver.Limits.Cvl!.Value, 6);
        Assert.Null(driver.HeardAt(1));
    }

    private static Simulator.Physics.Power.PublishedLimits Rounded(Simulator.Physics.Power.PublishedLimits limits) => limits with { Cvl = Math.Round(limits.Cvl!.Value, 6) };

    private static ReferenceReading Reading(double cellVolts) => new()
    {
        Volts = 4 * cellVolts,
        InstalledAh = 100,
        RemainingAh = 50,
        SocPercent = 50,
        CellCount = 4,
        Cells = [cellVolts, cellVolts, cellVolts, cellVolts],
        Celsius = [25, 24],
    };

    private static ReferenceBank Merge(bool isSeries, params ReferenceReading[] batteries) =>
        ReferenceBank.Of([.. batteries.Select((battery, index) => (index, battery))], isSeries, s_defaults);

    private static (double Charge, double Discharge) Currents(bool isSeries, params ReferenceReading[] batteries) =>
        ReferenceCurrents.Of(Merge(isSeries, batteries), [.. batteries.Select((battery, index) => (index, battery))], isSeries, s_defaults);

    private static double Charge(ReferenceReading reading) => Currents(isSeries: true, reading, reading).Charge;

    private static double Discharge(ReferenceReading reading) => Currents(isSeries: true, reading, reading).Discharge;
}
