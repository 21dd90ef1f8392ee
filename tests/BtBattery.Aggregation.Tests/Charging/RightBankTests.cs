using BtBattery.Aggregation.Charging.RightBanks;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Wiring;
using FsCheck;
using FsCheck.Fluent;

namespace BtBattery.Aggregation.Tests.Charging;

/// <summary>Batteries of 13.2 V, and what other devices say of their busbar.</summary>
public sealed class RightBankTests
{
    private RightBankMemory _memory = RightBankMemory.Start;
    private MonotonicTime _now = Banks.Now;

    private RightBankDecision _last;

    [Fact]
    public void A_series_bank_that_is_wired_in_parallel_gets_no_limits_and_is_told_so()
    {
        Look("1+2", Inverter(13.1));
        Assert.Equal(RightBankState.Wrong, _last.State);
        Assert.False(_last.AllowsLimits);
        Assert.Equal(
            (BankProblemCodes.WrongBank, true, "MultiPlus measures 13.1 V and the batteries make 26.4 V as configured: these look wired in parallel: use -p."),
            (_last.Problem!.Code, _last.Problem.IsRefused, _last.Problem.Text));
    }

    [Theory]
    [InlineData("1|2", 26.5, "these look wired in series: use -s.")]
    [InlineData("1|2|3", 39.0, "these look wired in series: use -s.")]
    [InlineData("1+2+3+4", 13.3, "these look wired in parallel: use -p.")]
    [InlineData("1", 26.5, "another battery in series with it is missing in the configuration.")]
    [InlineData("1", 52.9, "another battery in series with it is missing in the configuration.")]
    [InlineData("1+2", 52.9, "there look to be 4 in series: batteries are missing in the configuration.")]
    [InlineData("(1+2)|(3+4)", 53.0, "these look wired in series: use -s.")]
    [InlineData("(1+2)|(3+4)", 13.2, "these look wired in parallel: use -p.")]
    [InlineData("1+2+3+4", 26.4, "there look to be 2 in series, not 4: correct TOPOLOGY.")]
    [InlineData("1+2", 19.5, "one of the two measures wrongly, or the device belongs to another battery: then set PUBLISH_LIMITS = False.")]
    public void The_likely_mistake_is_named(string wiring, double volts, string advice)
    {
        Look(wiring, Inverter(volts));
        Assert.Equal(RightBankState.Wrong, _last.State);
        Assert.EndsWith($" V as configured: {advice}", _last.Problem!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(26.4)]
    [InlineData(24.0)]
    [InlineData(29.2)]
    public void A_bank_that_agrees_is_settled_for_this_run(double volts)
    {
        Look("1+2", Inverter(volts));
        Assert.Equal((RightBankState.Agreed, true, true, null), (_last.State, _last.AllowsLimits, _last.IsSettled, _last.Problem));
        After(TimeSpan.FromDays(1), "1+2");
        Assert.Equal(RightBankState.Agreed, _last.State);
    }

    [Fact]
    public void Nothing_is_decided_before_the_batteries_have_answered()
    {
        Look("1+2", [Banks.Healthy(), BatterySnapshot.Empty], Inverter(13.1));
        Assert.Equal((RightBankState.Waiting, false), (_last.State, _last.AllowsLimits));
        After(TimeSpan.FromHours(1), "1+2", [Banks.Healthy(), BatterySnapshot.Empty]);
        Assert.Equal(RightBankState.Waiting, _last.State);
    }

    [Fact]
    public void On_a_bus_without_other_devices_nothing_is_waited_for()
    {
        Look("1+2");
        Assert.Equal((RightBankState.Unchecked, true, false), (_last.State, _last.AllowsLimits, _last.IsSettled));
    }

    [Fact]
    public void Where_devices_may_still_come_up_they_are_waited_for_but_not_for_ever()
    {
        Decide("1+2", new SystemVoltages([], AreExpected: true, _now));
        Assert.Equal(RightBankState.Waiting, _last.State);
        After(TimeSpan.FromSeconds(59.9), "1+2");
        Assert.Equal(RightBankState.Waiting, _last.State);
        After(TimeSpan.FromSeconds(0.1), "1+2");
        Assert.Equal(RightBankState.Unchecked, _last.State);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0.0)]
    [InlineData(4.9)]
    [InlineData(double.NaN)]
    public void A_device_that_is_off_is_waited_for_but_not_for_ever(double? volts)
    {
        Look("1+2", Inverter(volts));
        Assert.Equal(RightBankState.Waiting, _last.State);
        After(RightBank.Patience, "1+2", Inverter(volts));
        Assert.Equal(RightBankState.Unchecked, _last.State);
    }

    [Fact]
    public void A_bus_that_says_nothing_is_waited_for_but_not_for_ever()
    {
        Decide("1+2", null);
        Assert.Equal(RightBankState.Waiting, _last.State);
        _now += RightBank.Patience;
        Decide("1+2", null);
        Assert.Equal(RightBankState.Unchecked, _last.State);
    }

    [Fact]
    public void A_device_that_comes_later_is_compared_and_a_difference_has_to_stay()
    {
        Look("1+2");
        After(TimeSpan.FromMinutes(5), "1+2", Inverter(13.1));
        Assert.Equal((RightBankState.Unchecked, null), (_last.State, _last.Problem));

        // The same reading again is no second one.
        SystemVoltages same = new([Inverter(13.1)], true, _now);
        _now += TimeSpan.FromSeconds(20);
        Decide("1+2", same);
        Assert.Equal(RightBankState.Unchecked, _last.State);

        After(TimeSpan.FromSeconds(10), "1+2", Inverter(13.1));
        Assert.Equal((RightBankState.Wrong, BankProblemCodes.WrongBank), (_last.State, _last.Problem!.Code));
    }

    [Fact]
    public void What_was_wrong_stays_wrong_while_nobody_says_otherwise_and_is_right_once_they_agree()
    {
        Look("1+2", Inverter(13.1));
        After(TimeSpan.FromHours(1), "1+2");
        Assert.Equal(RightBankState.Wrong, _last.State);
        After(TimeSpan.FromSeconds(30), "1+2", Inverter(null));
        Assert.Equal(RightBankState.Wrong, _last.State);
        After(TimeSpan.FromSeconds(30), "1+2", Inverter(26.2));
        Assert.Equal((RightBankState.Agreed, null), (_last.State, _last.Problem));
    }

    [Fact]
    public void A_later_difference_is_told_and_stops_nothing()
    {
        Look("1+2", Inverter(26.4));
        After(TimeSpan.FromMinutes(5), "1+2", Inverter(13.1));
        After(TimeSpan.FromMinutes(5), "1+2", Inverter(13.1));
        Assert.Null(_last.Problem);
        After(TimeSpan.FromMinutes(5), "1+2", Inverter(13.1));
        Assert.Equal((RightBankState.Agreed, BankProblemCodes.VoltageDiffers, false), (_last.State, _last.Problem!.Code, _last.Problem.IsRefused));
        Assert.True(_last.AllowsLimits);

        // The device is switched off: nobody shows the difference any more.
        After(TimeSpan.FromMinutes(5), "1+2", Inverter(0));
        Assert.Null(_last.Problem);
    }

    [Fact]
    public void One_device_that_agrees_is_enough()
    {
        Look("1+2", Inverter(12.9), new DeviceVoltage("MPPT", 26.1, IsConverter: true));
        Assert.Equal(RightBankState.Agreed, _last.State);
    }

    [Fact]
    public void A_meter_at_the_battery_of_an_engine_counts_only_where_no_converter_says_anything()
    {
        var engine = new DeviceVoltage("SmartShunt", 13.2, IsConverter: false);
        Look("1+2", engine, Inverter(26.4));
        Assert.Equal(RightBankState.Agreed, _last.State);

        _memory = RightBankMemory.Start;
        Look("1", engine, Inverter(26.4));
        Assert.Equal(RightBankState.Wrong, _last.State);

        _memory = RightBankMemory.Start;
        Look("1", engine, Inverter(null));
        Assert.Equal(RightBankState.Agreed, _last.State);
    }

    [Fact]
    public void With_an_open_FET_the_busbar_may_have_another_voltage()
    {
        BatterySnapshot open = Banks.Healthy() with { DischargeFetOn = new(false, Banks.Now) };
        Look("1", [open], Inverter(6));
        Assert.Equal(RightBankState.Waiting, _last.State);
        After(RightBank.Patience, "1", [open], Inverter(6));
        Assert.Equal(RightBankState.Unchecked, _last.State);
    }

    [Fact]
    public void After_a_restart_limits_go_on_and_are_compared_again()
    {
        _memory = RightBankMemory.Resumed;
        Look("1+2", [BatterySnapshot.Empty, BatterySnapshot.Empty], Inverter(13.1));
        Assert.True(_last.AllowsLimits);
        After(TimeSpan.FromSeconds(30), "1+2", Inverter(13.1));
        After(TimeSpan.FromSeconds(30), "1+2", Inverter(13.1));
        Assert.Equal(RightBankState.Wrong, _last.State);
    }

    /// <summary>Of any bank: what no device contradicts is never refused, and what is refused gets nothing.</summary>
    [Fact]
    public void Whatever_a_bank_shows_only_a_device_can_refuse_it()
    {
        Gen<(BankNode, BatterySnapshot[], double?)> cases =
            from wiring in Banks.Wirings
            from batteries in Gen.ArrayOf(Banks.Snapshots, wiring.Members.Count)
            from volts in Gen.Choose(0, 70).Select(value => value == 0 ? (double?)null : value)
            select (wiring, batteries, volts);
        Laws.Hold(cases, one =>
        {
            (BankNode wiring, BatterySnapshot[] batteries, double? volts) = one;
            BankView bank = BankMerge.Merge(wiring, Banks.Members(batteries));
            RightBankDecision decision = RightBank.Decide(bank, new([Inverter(volts)], true, Banks.Now), RightBankMemory.Start, Banks.Now);
            bool differs = bank.Voltage is { } ours && volts is >= 5 && Math.Abs(ours.Value / volts.Value - 1) > RightBank.Tolerance;
            Assert.True(decision.State != RightBankState.Wrong || differs);
            Assert.Equal(decision.State == RightBankState.Wrong, decision.Problem is { IsRefused: true });
            Assert.True(decision.State != RightBankState.Wrong || !decision.AllowsLimits);
            Assert.Equal(RightBankState.Waiting, RightBank.Decide(bank, new([Inverter(null)], true, Banks.Now), RightBankMemory.Start, Banks.Now).State);
        });
    }

    private static DeviceVoltage Inverter(double? volts) => new("MultiPlus", volts, IsConverter: true);

    private static BatterySnapshot[] HealthyOf(string wiring) => [.. Enumerable.Repeat(Banks.Healthy(), wiring.Count(char.IsAsciiDigit))];

    private void Look(string wiring, params DeviceVoltage[] devices) => Look(wiring, HealthyOf(wiring), devices);

    private void Look(string wiring, BatterySnapshot[] batteries, params DeviceVoltage[] devices) =>
        Decide(wiring, new SystemVoltages(devices, devices.Length > 0, _now), batteries);

    private void After(TimeSpan time, string wiring, params DeviceVoltage[] devices) => After(time, wiring, HealthyOf(wiring), devices);

    private void After(TimeSpan time, string wiring, BatterySnapshot[] batteries, params DeviceVoltage[] devices)
    {
        _now += time;
        Decide(wiring, new SystemVoltages(devices, true, _now), batteries);
    }

    private void Decide(string wiring, SystemVoltages? system, BatterySnapshot[]? batteries = null)
    {
        _last = RightBank.Decide(Banks.Merge(wiring, batteries ?? HealthyOf(wiring)), system, _memory, _now);
        _memory = _last.Memory;
    }
}
