using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Wiring;
using FsCheck;
using FsCheck.Fluent;

namespace BtBattery.Aggregation.Tests.Charging;

/// <summary>What holds for the limits of every bank of one to four batteries, however it is wired and whatever it says.</summary>
public sealed class BankControlLawTests
{
    /// <summary>Ways to know less of a battery.</summary>
    private enum Loss
    {
        Voltage,
        Current,
        Soc,
        Remaining,
        Cells,
        OneCell,
        Temperatures,
        OneSensor,
        ChargeFet,
        DischargeFet,
        Protections,
        OldCells,
        OldTemperatures,
        OldSoc,
        OldFets,
        Old,
        VeryOld,
    }

    private static Gen<BatterySnapshot> Batteries(int cells) =>
        from low in Gen.Choose(2650, 3600)
        from spread in Gen.Choose(0, 40)
        from amps in Gen.Choose(-120, 90)
        from soc in Gen.Choose(0, 100)
        from celsius in Gen.Choose(-5, 50)
        from charge in Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false)))
        from discharge in Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false)))
        from protection in Gen.Elements(Enum.GetValues<Protection>())
        from isUp in Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true)))
        from wild in Banks.Snapshots
        from isWild in Gen.Frequency((7, Gen.Constant(false)), (1, Gen.Constant(true)))
        select isWild ? wild with { Protections = new([], Banks.Now) } : Banks.Healthy(amps, soc, cells: cells) with
        {
            CellVoltages = new([.. Enumerable.Range(0, cells).Select(cell => (double?)(low + spread * cell / cells) / 1000)], Banks.Now),
            Voltage = new(cells * (low + spread / 2) / 1000.0, Banks.Now),
            Temperatures = new([celsius, celsius + 3], Banks.Now),
            ChargeFetOn = new(charge, Banks.Now),
            DischargeFetOn = new(discharge, Banks.Now),
            Protections = new(isUp ? [new(protection, ProtectionLevel.Alarm, "one")] : [], Banks.Now),
        };

    /// <summary>A bank that was healthy, then said one thing for a while, and now says another.</summary>
    private static Gen<Case> Cases { get; } =
        from wiring in Banks.Wirings
        from policy in Gen.Elements(LossPolicy.Cautious, LossPolicy.Balanced)
        from cells in Gen.Choose(3, 32)
        from before in Gen.ArrayOf(Batteries(cells), wiring.Members.Count)
        from now in Gen.ArrayOf(Batteries(cells), wiring.Members.Count)
        from isLinear in Gen.Elements(true, false)
        from isControlled in Gen.Elements(true, false)
        from seconds in Gen.Elements(0.5, 2, 40, 300)
        select new Case(wiring, policy, cells, before, now, isLinear, isControlled, seconds);

    [Fact]
    public void Less_knowledge_never_means_more_current() => Laws.Hold(
        from one in Cases
        from what in Gen.Elements(Enum.GetValues<Loss>())
        from number in Gen.Choose(0, 31)
        from battery in Gen.Choose(0, 3)
        select (Case: one, What: what, Number: number, Battery: battery % one.Now.Length),
        tried =>
        {
            BankStory story = tried.Case.Begin();
            (BankOutcome known, _) = story.Try(tried.Case.Now);
            BatterySnapshot[] less = [.. tried.Case.Now];
            less[tried.Battery] = Without(less[tried.Battery], tried.What, tried.Number);
            (BankOutcome unknown, _) = story.Try(less);
            if (known.ChargeVoltage.Value is null)
            {
                // What shows that the bank is the wrong one cannot be missed by taking away what shows it.
                return;
            }

            AssertNoMore(known.ChargeCurrent, unknown.ChargeCurrent);
            AssertNoMore(known.DischargeCurrent, unknown.DischargeCurrent);
            AssertNoMore(known.ChargeVoltage, unknown.ChargeVoltage);
        });

    [Fact]
    public void The_charge_voltage_is_never_above_the_known_cells_and_never_zero() => Laws.Hold(Cases, one =>
    {
        BankStory story = one.Begin();
        BankOutcome outcome = story.Turn(one.Now);
        if (outcome.ChargeVoltage.Value is double volts)
        {
            Assert.InRange(volts, 0.1, outcome.View.CellCount!.Value * 3.45 + 1e-9);
        }
    });

    [Fact]
    public void Three_limits_are_valid_or_none_is() => Laws.Hold(Cases, one =>
    {
        BankOutcome outcome = one.Begin().Turn(one.Now);
        Assert.Null(outcome.Error);
        Assert.Equal(outcome.ChargeVoltage.Value is null, outcome.ChargeCurrent.Value is null);
        Assert.Equal(outcome.ChargeVoltage.Value is null, outcome.DischargeCurrent.Value is null);
    });

    [Fact]
    public void A_limit_exceeds_none_of_its_candidates_and_never_outruns_its_ramp() => Laws.Hold(Cases, one =>
    {
        BankStory story = one.Begin();
        (double? Cvl, double? Ccl, double? Dcl) before = story.Limits;
        BankOutcome outcome = story.Turn(one.Now);
        foreach (Limit limit in (Limit[])[outcome.ChargeVoltage, outcome.ChargeCurrent, outcome.DischargeCurrent])
        {
            Assert.True(limit.Value is null || limit.Candidates.All(candidate => limit.Value <= candidate.Value));
        }

        AssertRamp(before.Ccl, outcome.ChargeCurrent.Value, story.Settings.Currents.RecoveryAmpsPerSecond * one.Seconds);
        AssertRamp(before.Dcl, outcome.DischargeCurrent.Value, story.Settings.Currents.RecoveryAmpsPerSecond * one.Seconds);
        AssertRamp(before.Cvl, outcome.ChargeVoltage.Value, story.Settings.Voltage.RampVoltsPerSecond * one.Seconds * (outcome.View.CellCount ?? 0));
    });

    [Fact]
    public void The_order_of_the_batteries_changes_nothing() => Laws.Hold(
        Cases,
        one =>
        {
            BankOutcome there = one.Begin().Turn(one.Now);
            Case turned = one.TurnedRound();
            BankOutcome back = turned.Begin().Turn(turned.Now);
            AssertSame(there.ChargeCurrent.Value, back.ChargeCurrent.Value);
            AssertSame(there.DischargeCurrent.Value, back.DischargeCurrent.Value);
            AssertSame(there.ChargeVoltage.Value, back.ChargeVoltage.Value);
        });

    [Fact]
    public void Equal_batteries_get_what_one_of_them_gets_times_their_number_in_parallel() => Laws.Hold(
        from battery in Batteries(4)
        from count in Gen.Choose(2, 4)
        from isSeries in Gen.Elements(true, false)
        select (Battery: battery, Count: count, IsSeries: isSeries),
        tried =>
        {
            BankOutcome alone = Told("1", tried.Battery);
            BankOutcome bank = Told(string.Join(tried.IsSeries ? '+' : '|', Enumerable.Range(1, tried.Count)), [.. Enumerable.Repeat(tried.Battery, tried.Count)]);
            AssertSame(alone.ChargeCurrent.Value * (tried.IsSeries ? 1 : tried.Count), bank.ChargeCurrent.Value);
            AssertSame(alone.DischargeCurrent.Value * (tried.IsSeries ? 1 : tried.Count), bank.DischargeCurrent.Value);
            AssertSame(alone.ChargeVoltage.Value * (tried.IsSeries ? tried.Count : 1), bank.ChargeVoltage.Value);
        },
        tried => tried.Battery.CellCount?.Value == 4);

    [Fact]
    public void The_SoC_of_a_string_is_at_most_that_of_each_battery_and_what_remains_is_within_its_bounds() => Laws.Hold(Cases, one =>
    {
        BankOutcome outcome = one.Begin().Turn(one.Now);
        Look(outcome.View);

        static void Look(BankView part)
        {
            foreach (BankView inner in part.Parts)
            {
                Look(inner);
                Assert.True(part.Wiring is not BankJoint { IsSeries: true } || part.SocPercent is not { } soc || soc.Value <= inner.SocPercent!.Value.Value);
            }
        }
    });

    private static BankOutcome Told(string wiring, params BatterySnapshot[] batteries)
    {
        var story = new BankStory(wiring);
        return story.Turn(batteries);
    }

    private static void AssertNoMore(Limit known, Limit unknown) => Assert.True(
        unknown.Value is null || unknown.Value <= known.Value + 1e-9,
        $"{unknown.Value} ({unknown.Deciding}) > {known.Value} ({known.Deciding})");

    private static void AssertRamp(double? before, double? after, double most) =>
        Assert.True(before is null || after is null || after <= before + most + 1e-9, $"{before} -> {after}, more than {most}");

    private static void AssertSame(double? one, double? other)
    {
        Assert.Equal(one is null, other is null);
        Assert.Equal(one ?? 0, other ?? 0, 6);
    }

    private static BatterySnapshot Without(BatterySnapshot battery, Loss what, int number) => what switch
    {
        Loss.Voltage => battery with { Voltage = null },
        Loss.Current => battery with { Current = null },
        Loss.Soc => battery with { SocPercent = null },
        Loss.Remaining => battery with { RemainingAh = null },
        Loss.Cells => battery with { CellVoltages = null },
        Loss.OneCell => battery with { CellVoltages = Without(battery.CellVoltages, number) },
        Loss.Temperatures => battery with { Temperatures = null },
        Loss.OneSensor => battery with { Temperatures = Without(battery.Temperatures, number) },
        Loss.ChargeFet => battery with { ChargeFetOn = null },
        Loss.DischargeFet => battery with { DischargeFetOn = null },
        Loss.Protections => battery with { Protections = null },
        Loss.OldCells => battery with { CellVoltages = Banks.Lost(battery).CellVoltages },
        Loss.OldTemperatures => battery with { Temperatures = Banks.Lost(battery).Temperatures },
        Loss.OldSoc => battery with { SocPercent = Banks.Lost(battery).SocPercent },
        Loss.OldFets => battery with { ChargeFetOn = Banks.Lost(battery).ChargeFetOn, DischargeFetOn = Banks.Lost(battery).DischargeFetOn },
        Loss.Old => Banks.Lost(battery),
        _ => Banks.Aged(battery, TimeSpan.FromMinutes(5)),
    };

    private static Measured<IReadOnlyList<double?>>? Without(Measured<IReadOnlyList<double?>>? list, int number) =>
        list is { Value.Count: > 0 } some ? new([.. some.Value.Select((value, index) => index == number % some.Value.Count ? null : value)], some.At) : list;

    /// <param name="Wiring">How it is wired.</param>
    /// <param name="Policy">A policy without exceptions from the law.</param>
    /// <param name="Cells">Cells of each battery.</param>
    /// <param name="Before">What the batteries said after they were healthy.</param>
    /// <param name="Now">What they say in the turn that is judged.</param>
    /// <param name="IsLinear">Linear limits.</param>
    /// <param name="IsControlled">A charge voltage with stages.</param>
    /// <param name="Seconds">Between the two.</param>
    private sealed record Case(
        BankNode Wiring, LossPolicy Policy, int Cells, BatterySnapshot[] Before, BatterySnapshot[] Now, bool IsLinear, bool IsControlled, double Seconds)
    {
        /// <summary>Up to the moment of the turn that is judged.</summary>
        public BankStory Begin()
        {
            var story = new BankStory(Wiring, Policy);
            story.Settings = story.Settings with
            {
                Voltage = story.Settings.Voltage with { IsLinear = IsLinear, IsControlled = IsControlled },
                Members = [.. story.Settings.Members.Select(member => member with { IsLinear = IsLinear })],
            };
            story.StartAt(new(Banks.Now.SinceOrigin - TimeSpan.FromSeconds(Seconds + 10)));
            story.Turn([.. Before.Select(_ => story.Healthy(cells: Cells))]);
            story.After(10);
            story.Turn([.. Before.Select(battery => Moved(battery))]);
            story.After(Seconds);
            return story;
        }

        /// <summary>The same batteries with their numbers turned round.</summary>
        public Case TurnedRound() => this with
        {
            Wiring = Renumbered(Wiring, Before.Length),
            Before = [.. Before.Reverse()],
            Now = [.. Now.Reverse()],
        };

        private static BankNode Renumbered(BankNode node, int count) => node is BankJoint joint
            ? new BankJoint(joint.IsSeries, [.. joint.Parts.Select(part => Renumbered(part, count))])
            : Banks.Member(count + 1 - ((BankMember)node).Number);

        private BatterySnapshot Moved(BatterySnapshot battery) => Banks.Aged(battery, TimeSpan.FromSeconds(Seconds));
    }
}
