using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Charging.Members;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using FsCheck;
using FsCheck.Fluent;

namespace BtBattery.Aggregation.Tests.Charging.Members;

/// <summary>What holds for every battery, whatever it says.</summary>
public sealed class MemberLimitLawTests
{
    private static readonly Protection[] s_reports = Enum.GetValues<Protection>();

    /// <summary>A battery of which any reading may be unknown, old or absurd.</summary>
    private static Gen<BatterySnapshot> Batteries { get; } =
        from battery in Banks.Snapshots
        from design in Gen.Choose(0, 300)
        from isMosKnown in Gen.Elements(true, true, false)
        from mos in Gen.Elements<double?>(null, 25, 75, 85, 95, 300)
        from protection in Gen.Elements(s_reports)
        from level in Gen.Elements(ProtectionLevel.Warning, ProtectionLevel.Alarm)
        from areProtectionsKnown in Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false)))
        from isUp in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from low in Gen.Choose(2500, 3600)
        from missing in Gen.Frequency((9, Gen.Constant(0)), (1, Gen.Constant(1)))
        from areTame in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)))
        select battery with
        {
            // Most generated cells differ so much that nothing is left; these are near each other.
            CellVoltages = areTame && battery.CellVoltages is { } cells
                ? new([.. cells.Value.Select((cell, index) => cell is null or double.NaN ? cell : (low + 3 * index) / 1000.0)], cells.At)
                : battery.CellVoltages,
            Temperatures = areTame && battery.Temperatures is { } sensors ? new([.. sensors.Value.Select(sensor => 18 + sensor / 4)], sensors.At) : battery.Temperatures,
            CellCount = battery.CellCount is { } count ? new(count.Value + missing, count.At) : null,
            DesignAh = design == 0 ? null : new(design, Banks.Now),
            MosTemperature = isMosKnown ? new(mos, Banks.Now) : null,
            Protections = areProtectionsKnown ? new(isUp ? [new(protection, level, "one")] : [], Banks.Now) : null,
        };

    private static Gen<MemberLimitSettings> Settings { get; } =
        from isLinear in Gen.Elements(true, false)
        from areSet in Gen.Elements(true, false)
        from off in Gen.Choose(0, 63)
        from fraction in Gen.Choose(0, 10)
        from ah in Gen.Elements<double?>(null, 20, 200)
        from charge in Gen.Choose(0, 200)
        from discharge in Gen.Choose(0, 200)
        from sensorless in Gen.Elements(0, 0.5, 1)
        select Limiting.Defaults with
        {
            IsLinear = isLinear,
            AreCurrentsSet = areSet,
            OwnersAh = ah,
            MaxChargeAmps = charge,
            MaxDischargeAmps = discharge,
            NoSensorFraction = sensorless,
            ChargeByCell = (off & 1) > 0 ? null : Limiting.Defaults.ChargeByCell,
            DischargeByCell = (off & 2) > 0 ? null : new([2.7, 2.8, 2.9, 3.1], [0, fraction / 10.0, 1, 1], CurveStep.Above),
            ChargeByTemperature = (off & 4) > 0 ? null : Limiting.Defaults.ChargeByTemperature,
            DischargeByTemperature = (off & 8) > 0 ? null : Limiting.Defaults.DischargeByTemperature,
            ChargeBySoc = (off & 16) > 0 ? null : Limiting.Defaults.ChargeBySoc,
            DischargeBySoc = (off & 32) > 0 ? null : Limiting.Defaults.DischargeBySoc,
        };

    /// <summary>A battery with a past: two frames of a healthy one, then perhaps the odd one that is judged, some seconds before.</summary>
    private static Gen<Case> Cases { get; } =
        from settings in Settings
        from battery in Batteries
        from secondsBefore in Gen.Elements<double?>(null, null, 0, 1, 4)
        select new Case(settings, battery, secondsBefore);

    [Fact]
    public void F5_knowing_less_never_allows_more() => Laws.Hold(
        from one in Cases from what in Gen.Choose(0, 9) from number in Gen.Choose(0, 63) select (Case: one, What: what, Number: number),
        tried =>
        {
            MemberLimitMemory memory = Past(tried.Case);
            BatterySnapshot less = Without(tried.Case.Battery, tried.What, tried.Number);
            MemberDecision known = Decide(tried.Case.Battery, tried.Case.Settings, memory);
            MemberDecision unknown = Decide(less, tried.Case.Settings, memory);
            AssertNoMore(known, unknown);
            Assert.True(known.Problem is null || unknown.Problem is not null || known.Memory.OutsideCell is not null && memory.OutsideCell is null);
        });

    [Fact]
    public void F5_a_reading_that_is_too_old_never_allows_more_than_one_that_is_not() => Laws.Hold(
        from one in Cases from what in Gen.Choose(0, 9) select (Case: one, What: what),
        tried =>
        {
            MemberLimitMemory memory = Past(tried.Case);
            BatterySnapshot old = Banks.Lost(tried.Case.Battery) with { MosTemperature = null };
            BatterySnapshot less = tried.What switch
            {
                0 => tried.Case.Battery with { Voltage = old.Voltage },
                1 => tried.Case.Battery with { CellVoltages = old.CellVoltages },
                2 => tried.Case.Battery with { Temperatures = old.Temperatures },
                3 => tried.Case.Battery with { SocPercent = old.SocPercent },
                4 => tried.Case.Battery with { Protections = old.Protections },
                _ => old,
            };
            AssertNoMore(Decide(tried.Case.Battery, tried.Case.Settings, memory), Decide(less, tried.Case.Settings, memory));
        });

    [Fact]
    public void The_limit_exceeds_none_of_its_candidates_nor_what_is_configured() => Laws.Hold(Cases, one =>
    {
        MemberDecision decision = Decide(one.Battery, one.Settings, Past(one));
        foreach ((Limit limit, double most) in ((Limit, double)[])[(decision.Limits.Charge, one.Settings.MaxChargeAmps), (decision.Limits.Discharge, one.Settings.MaxDischargeAmps)])
        {
            Assert.InRange(limit.Value!.Value, 0, most);
            Assert.All(limit.Candidates, candidate => Assert.True(limit.Value <= candidate.Value && candidate.Battery == 1));
        }
    });

    [Fact]
    public void The_order_of_the_cells_changes_nothing_but_their_numbers() => Laws.Hold(
        Cases,
        one =>
        {
            MemberLimitMemory memory = Past(one);
            Measured<IReadOnlyList<double?>> cells = one.Battery.CellVoltages!.Value;
            MemberDecision there = Decide(one.Battery, one.Settings, memory);
            MemberDecision back = Decide(one.Battery with { CellVoltages = new([.. cells.Value.Reverse()], cells.At) }, one.Settings, memory);
            Assert.Equal(Limiting.Of(there.Limits.Charge), Limiting.Of(back.Limits.Charge));
            Assert.Equal(Limiting.Of(there.Limits.Discharge), Limiting.Of(back.Limits.Discharge));
            Assert.Equal((there.WarnsLowVoltage, there.BelievedAt, there.Problem is null), (back.WarnsLowVoltage, back.BelievedAt, back.Problem is null));
        },
        one => one.Battery.CellVoltages is not null);

    [Fact]
    public void Cells_never_stop_discharging_without_a_warning() => Laws.Hold(Cases, one =>
    {
        MemberDecision decision = Decide(one.Battery, one.Settings, Past(one));
        if (decision.Limits.Discharge is { Value: 0, Deciding: { Cause: LimitCause.CellVoltage, Reading: double volts } } && one.Settings is { MaxDischargeAmps: > 0 } && volts <= 2.7)
            Assert.True(decision.WarnsLowVoltage);
    });

    [Fact]
    public void The_same_turn_decides_the_same_and_a_turn_without_news_changes_nothing() => Laws.Hold(Cases, one =>
    {
        MemberLimitMemory memory = Past(one);
        MemberDecision first = Decide(one.Battery, one.Settings, memory);
        MemberDecision again = Decide(one.Battery, one.Settings, memory);
        Assert.Equal(first.Memory, again.Memory);
        Assert.Equal(first.Limits.Discharge.Candidates, again.Limits.Discharge.Candidates);
        MemberDecision later = Decide(one.Battery, one.Settings, first.Memory);
        Assert.Equal(first.Limits.Charge.Value, later.Limits.Charge.Value);
        Assert.Equal(first.Limits.Discharge.Value, later.Limits.Discharge.Value);
    });

    private static void AssertNoMore(MemberDecision known, MemberDecision unknown)
    {
        Assert.True(unknown.Limits.Charge.Value <= known.Limits.Charge.Value, $"{unknown.Limits.Charge.Value} A > {known.Limits.Charge.Value} A");
        Assert.True(unknown.Limits.Discharge.Value <= known.Limits.Discharge.Value, $"{unknown.Limits.Discharge.Value} A > {known.Limits.Discharge.Value} A");
    }

    private static BatterySnapshot Without(BatterySnapshot battery, int what, int number) => what switch
    {
        0 => battery with { Voltage = null },
        1 => battery with { CellVoltages = null },
        2 => battery with { CellVoltages = Without(battery.CellVoltages, number) },
        3 => battery with { Temperatures = null },
        4 => battery with { Temperatures = Without(battery.Temperatures, number) },
        5 => battery with { SocPercent = null },
        6 => battery with { Protections = null },
        7 => battery with { MosTemperature = number % 2 == 0 || battery.MosTemperature is not { } mos ? null : new(null, mos.At) },
        8 => battery with { CellCount = null },
        _ => battery with { FullAh = null, DesignAh = number % 2 == 0 ? null : battery.DesignAh },
    };

    private static Measured<IReadOnlyList<double?>>? Without(Measured<IReadOnlyList<double?>>? list, int number) =>
        list is { Value.Count: > 0 } some ? new([.. some.Value.Select((value, index) => index == number % some.Value.Count ? null : value)], some.At) : list;

    /// <summary>
    /// What the battery showed before: all of its sensors are known to be there, and its capacity has been said. What was never said cannot be told from what is not there.
    /// </summary>
    private static MemberLimitMemory Past(Case one)
    {
        BatterySnapshot healthy = one.Battery with
        {
            CellVoltages = Filled(one.Battery.CellVoltages, 3.3),
            Temperatures = Filled(one.Battery.Temperatures, 20),
            MosTemperature = one.Battery.MosTemperature is { Value: 300 } mos ? new(25, mos.At) : one.Battery.MosTemperature,
            SocPercent = new(50, Banks.Now),
            Protections = new([], Banks.Now),
        };
        MemberLimitMemory memory = MemberLimitMemory.Empty;
        foreach ((BatterySnapshot battery, double? seconds) in ((BatterySnapshot, double?)[])[(healthy, 9), (healthy, 8), (one.Battery, one.SecondsBefore)])
        {
            if (seconds is double before)
            {
                BatterySnapshot then = Banks.Aged(battery, TimeSpan.FromSeconds(before)) with { MosTemperature = Moved(battery.MosTemperature, before) };
                memory = Decide(then, one.Settings, memory, -before).Memory;
            }
        }

        return memory;
    }

    private static Measured<double?>? Moved(Measured<double?>? reading, double seconds) =>
        reading is { } known ? new(known.Value, new(known.At.SinceOrigin - TimeSpan.FromSeconds(seconds))) : null;

    private static Measured<IReadOnlyList<double?>>? Filled(Measured<IReadOnlyList<double?>>? list, double value) =>
        list is { } some ? new([.. some.Value.Select(inner => inner is null || double.IsNaN(inner.Value) ? inner : value)], Banks.Now) : null;

    private static MemberDecision Decide(BatterySnapshot battery, MemberLimitSettings settings, MemberLimitMemory memory, double seconds = 0)
    {
        MonotonicTime now = Banks.Now + TimeSpan.FromSeconds(seconds);
        MemberView view = Banks.Members(battery)[0] with { Now = now, Status = new() { IsLive = true, Reports = s_reports } };
        return MemberLimiter.Decide(view, settings, memory);
    }

    /// <param name="Settings">What the owner says.</param>
    /// <param name="Battery">What it shows in the turn that is judged.</param>
    /// <param name="SecondsBefore">How long before it showed the same in another frame, or with 0 in this one; null if it is new.</param>
    private sealed record Case(MemberLimitSettings Settings, BatterySnapshot Battery, double? SecondsBefore);
}
