using BtBattery.Aggregation.Energy.Counting;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Tests.Energy;

/// <summary>Own counting of one battery of 100 Ah with four cells, read every two seconds unless said otherwise.</summary>
public sealed class SocCounterTests
{
    private SocMemory _memory = SocMemory.Empty;
    private MonotonicTime _now = Banks.Now;
    private bool _isEvent;

    private SocSettings Settings { get; set; } = SocSettings.Reported with { IsCounted = true };

    [Fact]
    public void By_default_the_battery_is_what_its_BMS_reports()
    {
        MemberView member = Banks.Members(Banks.Healthy(remaining: 40))[0];
        SocDecision decision = SocCounter.Decide(member, SocSettings.Reported, _memory);
        Assert.Same(member, decision.Member);
        Assert.Equal(SocMemory.Empty, decision.Memory);
    }

    [Fact]
    public void Counting_begins_with_what_the_BMS_says()
    {
        Assert.Equal((50, 50), Read(Banks.Healthy(amps: -10, remaining: 50)));
        Assert.Equal(SocOrigin.Reported, _memory.Origin);
        Assert.True(_isEvent);
    }

    [Fact]
    public void Where_the_BMS_says_only_a_percentage_it_begins_with_that() =>
        Assert.Equal((60, 60), Read(Banks.Healthy(remaining: 60) with { RemainingAh = null }));

    /// <summary>From −20 A to −30 A within 12 s a mean of 25 A flowed out: 25 × 12 / 3600 Ah.</summary>
    [Fact]
    public void Between_two_readings_a_straight_line_is_counted()
    {
        Read(Banks.Healthy(amps: -20, remaining: 50));
        (double? ah, double? percent) = Read(Banks.Healthy(amps: -30, remaining: 50), seconds: 12);

        Assert.Equal(50 - 25 * 12 / 3600.0, ah!.Value, 9);
        Assert.Equal(ah.Value, percent!.Value, 9);
    }

    [Fact]
    public void An_hour_of_charging_with_10_A_is_10_Ah()
    {
        Read(Banks.Healthy(amps: 10, remaining: 50));
        double? ah = null;
        for (int i = 0; i < 1800; i++)
            (ah, _) = Read(Banks.Healthy(amps: 10, remaining: 50));

        Assert.Equal(60, ah!.Value, 6);
    }

    [Fact]
    public void Asking_twice_about_the_same_reading_counts_once()
    {
        Read(Banks.Healthy(amps: -20));
        (double?, double?) once = Read(Banks.Healthy(amps: -20));
        SocMemory memory = _memory;
        Assert.Equal(once, Ask(Banks.Healthy(amps: -20, at: _now), _now));
        Assert.Equal(memory, _memory);
    }

    [Fact]
    public void A_counted_charge_is_as_old_as_the_current_it_was_counted_with()
    {
        MonotonicTime at = Banks.Now;
        MemberView member = Member(Banks.Healthy(at: at), at + TimeSpan.FromSeconds(20));
        Assert.Equal(at, SocCounter.Decide(member, Settings, _memory).Member.Snapshot.SocPercent?.At);
    }

    /// <summary>The BMS went on counting while it was out of sight: 8 Ah less remain by its count, so 8 Ah less do by ours.</summary>
    [Fact]
    public void A_gap_is_bridged_by_what_the_BMS_counted_meanwhile()
    {
        ReadFull();
        Read(Banks.Healthy(amps: -10, remaining: 70), seconds: 2);
        double before = _memory.RemainingAh!.Value;
        (double? ah, _) = Read(Banks.Healthy(amps: -10, remaining: 62), seconds: 3600);

        Assert.Equal(before - 8, ah!.Value, 9);
        Assert.Equal((SocOrigin.Full, 8), (_memory.Origin, _memory.BridgedAh));
    }

    [Fact]
    public void After_a_restart_of_the_machine_the_gap_is_bridged_in_the_same_way()
    {
        ReadFull();
        Read(Banks.Healthy(amps: -10, remaining: 70), seconds: 2);
        double before = _memory.RemainingAh!.Value;
        _memory = _memory with { At = null, FullSince = null, EmptySince = null };
        (double? ah, _) = Read(Banks.Healthy(amps: -10, remaining: 65), seconds: 2);

        Assert.Equal(before - 5, ah!.Value, 9);
    }

    /// <summary>A BMS that shows full or empty after a gap may have set its count there, and a difference to before says nothing.</summary>
    [Theory]
    [InlineData(100, 100)]
    [InlineData(99.5, 99.5)]
    [InlineData(0.5, 0.5)]
    public void A_BMS_at_the_end_of_its_scale_bridges_nothing(double reported, double expected)
    {
        ReadFull();
        Read(Banks.Healthy(amps: -10, remaining: 70), seconds: 2);
        Assert.Equal(expected, Read(Banks.Healthy(amps: -10, remaining: reported), seconds: 3600).Ah);
        Assert.Equal(SocOrigin.Reported, _memory.Origin);
    }

    [Fact]
    public void A_difference_that_cannot_be_true_bridges_nothing()
    {
        Read(Banks.Healthy(amps: -10, remaining: 10));
        _memory = _memory with { RemainingAh = 80 };
        Assert.Equal(60, Read(Banks.Healthy(amps: -10, remaining: 60), seconds: 3600).Ah);
    }

    [Fact]
    public void After_a_gap_without_a_report_nothing_is_known_until_the_battery_is_full()
    {
        BatterySnapshot silent = Banks.Healthy(amps: -10) with { RemainingAh = null, SocPercent = null };
        ReadFull();
        Assert.Null(Read(silent, seconds: 31).Ah);
        for (int i = 0; i < 100; i++)
            Assert.Null(Read(silent).Ah);

        Assert.Equal(SocOrigin.Unknown, _memory.Origin);
        ReadFull();
        Assert.Equal(100, _memory.RemainingAh);
    }

    [Fact]
    public void An_old_current_is_unknown_and_so_is_the_charge()
    {
        Read(Banks.Healthy(amps: -10, remaining: 50));
        Assert.Equal((null, null), Ask(Banks.Healthy(amps: -10, remaining: 50, at: _now), _now + TimeSpan.FromSeconds(31)));
    }

    [Fact]
    public void Without_a_capacity_nothing_is_counted()
    {
        BatterySnapshot unset = Banks.Healthy() with { FullAh = null };
        Assert.Equal((null, null), Read(unset));
        Assert.Equal((null, null), Read(unset));
    }

    /// <summary>Cells at 3.42 V and more are full with a tail of 4 A of 100 Ah; 5 A are no tail, and less than 3.42 V is not full.</summary>
    [Theory]
    [InlineData(4, 3.425, true)]
    [InlineData(-4, 3.425, true)]
    [InlineData(5, 3.425, false)]
    [InlineData(4, 3.415, false)]
    public void A_battery_at_its_voltage_that_takes_hardly_any_current_is_full_after_three_minutes(double amps, double volts, bool isFull)
    {
        for (int i = 0; i <= 90; i++)
        {
            Assert.NotEqual(SocOrigin.Full, _memory.Origin);
            Read(Banks.Healthy(amps: amps, remaining: 90, cellVolts: volts));
        }

        Assert.Equal(isFull, _memory.Origin == SocOrigin.Full);
        Assert.Equal(isFull ? 100 : (90 + amps * 180 / 3600), _memory.RemainingAh!.Value, 6);
    }

    [Fact]
    public void Three_minutes_with_a_gap_in_them_are_not_three_minutes()
    {
        BatterySnapshot top = Banks.Healthy(amps: 1, remaining: 90, cellVolts: 3.45);
        Read(top);
        Read(top, seconds: 179);
        Read(top);
        Assert.NotEqual(SocOrigin.Full, _memory.Origin);
    }

    /// <summary>A pack whose highest cell ends charging does not reach its voltage; its BMS calls it full then.</summary>
    [Theory]
    [InlineData(100, true)]
    [InlineData(99, false)]
    public void A_battery_that_its_BMS_calls_full_is_full_if_a_cell_is(double soc, bool isFull)
    {
        for (int i = 0; i <= 91; i++)
            Read(Banks.Healthy(amps: 2, remaining: 90, cellVolts: 3.38) with { CellVoltages = new([3.36, 3.45, 3.36, 3.36], Banks.Now), SocPercent = new(soc, Banks.Now) });

        Assert.Equal(isFull, _memory.Origin == SocOrigin.Full);
    }

    [Fact]
    public void One_full_charge_counts_once_though_the_voltage_comes_and_goes()
    {
        for (int i = 0; i < 5; i++)
        {
            ReadFull();
            Read(Banks.Healthy(amps: -10, remaining: 90));
        }

        Assert.Equal(1, _memory.Syncs);
        for (int i = 0; i < 1000; i++)
            Read(Banks.Healthy(amps: -10, remaining: 90));
        ReadFull();
        Assert.Equal(2, _memory.Syncs);
    }

    [Fact]
    public void An_empty_cell_sets_the_count_to_zero_after_half_a_minute_of_discharging()
    {
        BatterySnapshot low = Banks.Healthy(amps: -20, remaining: 15) with { CellVoltages = new([3.1, 2.9, 3.1, 3.1], Banks.Now) };
        for (int i = 0; i < 15; i++)
            Assert.True(Read(low).Ah > 14);
        Assert.Equal(0, Read(low).Ah);
        Assert.Equal(SocOrigin.Empty, _memory.Origin);

        Assert.True(Read(low with { Current = new(20, Banks.Now) }).Ah >= 0);
        Assert.True(Read(low with { Current = new(20, Banks.Now) }).Ah > 0);
    }

    [Fact]
    public void A_BMS_that_stops_discharging_is_empty_at_once_and_one_that_warns_is_not()
    {
        Read(Banks.Healthy(remaining: 15));
        Read(Banks.Healthy(remaining: 15) with { Protections = new([new(Protection.CellUndervoltage, ProtectionLevel.Warning, "low")], Banks.Now) });
        Assert.Equal(15, _memory.RemainingAh);
        Read(Banks.Healthy(remaining: 15) with { Protections = new([new(Protection.PackUndervoltage, ProtectionLevel.Alarm, "low")], Banks.Now) });
        Assert.Equal(0, _memory.RemainingAh);
    }

    [Fact]
    public void A_moment_of_another_clock_is_a_gap()
    {
        Read(Banks.Healthy(amps: -10, remaining: 50));
        _memory = _memory with { At = new(TimeSpan.FromDays(300)), RemainingAh = 40 };
        Assert.Equal(39, Read(Banks.Healthy(amps: -10, remaining: 49)).Ah);
    }

    [Fact]
    public void What_the_merge_sees_is_the_counted_charge()
    {
        ReadFull();
        Read(Banks.Healthy(amps: -10, remaining: 70), seconds: 2);
        MemberView member = SocCounter.Decide(Member(Banks.Healthy(amps: -10, remaining: 70, at: _now), _now), Settings, _memory).Member;
        BankView bank = BankMerge.Merge(Banks.Wiring("1"), [member]);

        Assert.Equal(_memory.RemainingAh, bank.RemainingAh?.Value);
        Assert.True(bank.SocPercent?.Value > 99.9);
        Assert.Equal(_now, bank.SocPercent?.At);
    }

    private void ReadFull()
    {
        for (int i = 0; i <= 91; i++)
            Read(Banks.Healthy(amps: 1, remaining: 70, cellVolts: 3.45));
        Assert.Equal(SocOrigin.Full, _memory.Origin);
    }

    /// <summary>What it says, all of it said now, that many seconds after the reading before.</summary>
    private (double? Ah, double? Percent) Read(BatterySnapshot says, double seconds = 2)
    {
        _now += TimeSpan.FromSeconds(seconds);
        return Ask(Now(says), _now);
    }

    private (double? Ah, double? Percent) Ask(BatterySnapshot says, MonotonicTime now)
    {
        SocDecision decision = SocCounter.Decide(Member(says, now), Settings, _memory);
        (_memory, _isEvent) = (decision.Memory, decision.IsEvent);
        return (decision.Member.Snapshot.RemainingAh?.Value, decision.Member.Snapshot.SocPercent?.Value);
    }

    private static MemberView Member(BatterySnapshot says, MonotonicTime now) => Banks.Members(says)[0] with { Now = now };

    private BatterySnapshot Now(BatterySnapshot says) => Banks.Aged(says, Banks.Now - _now);
}
