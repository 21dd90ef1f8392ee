using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Charging.Voltage;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Wiring;
using FsCheck;
using FsCheck.Fluent;

namespace BtBattery.Aggregation.Tests.Charging.Voltage;

/// <summary>What holds for the charge voltage of every bank, whatever its batteries say and whatever was before.</summary>
public sealed class VoltageLawTests
{
    private const double Tiny = 1e-9;

    private static Gen<CellVoltageSettings> Cells { get; } =
        from millivolts in Gen.Choose(2500, 3650).ArrayOf(4)
        from points in Gen.Choose(3300, 3700).ArrayOf(3)
        from penalties in Gen.Choose(0, 3000).ArrayOf(3)
        let volts = millivolts.Order().Select(value => value / 1000.0).ToArray()
        let at = points.Distinct().Order().Select(value => value / 1000.0).ToArray()
        select new CellVoltageSettings
        {
            MinVolts = volts[0],
            BlockedVolts = volts[1],
            FloatVolts = volts[2],
            MaxVolts = volts[3],
            PenaltyAt = at,
            Penalties = [.. penalties.Order().Take(at.Length).Select(value => value / 1000.0)],
        };

    private static Gen<ChargeVoltageSettings> Settings { get; } =
        from isSame in Gen.Elements(true, true, false)
        from own in Gen.OneOf(Gen.Constant(VoltageStory.Lfp), Cells).ArrayOf(BankNode.MostMembers)
        from flags in Gen.Elements(true, true, false).ArrayOf(2)
        from seconds in Gen.Choose(0, 1800)
        from soc in Gen.Choose(0, 100)
        from spreads in Gen.Elements<double?>(null, null, 0.01, 0.05, 0.2).ArrayOf(3)
        from hold in Gen.Choose(0, 120)
        from ramp in Gen.Elements(0.0001, 0.0005, 0.1)
        select new ChargeVoltageSettings
        {
            Batteries = isSame ? [.. Enumerable.Repeat(own[0], own.Length)] : own,
            IsLinear = flags[0],
            IsControlled = flags[1],
            AbsorptionTime = TimeSpan.FromSeconds(seconds),
            RestartBelowSocPercent = soc,
            AbsorptionSpreadVolts = spreads[0],
            AbsorptionRestartSpreadVolts = spreads[1],
            BulkSpreadVolts = spreads[2],
            Hold = TimeSpan.FromSeconds(hold),
            RampVoltsPerSecond = ramp,
        };

    private static Gen<ChargeVoltageMemory> Memories { get; } =
        from stage in Gen.Elements(Enum.GetValues<ChargeStage>())
        from absorbed in Gen.Choose(0, 2000)
        from volts in Gen.Choose(0, 130_000).ArrayOf(2)
        from ages in Gen.Choose(0, 300_000).ArrayOf(3)
        from isKnown in Gen.Elements(true, true, true, false).ArrayOf(5)
        select new ChargeVoltageMemory
        {
            Stage = stage,
            AbsorbedFor = TimeSpan.FromSeconds(absorbed),
            StageVolts = isKnown[0] ? volts[0] / 1000.0 : null,
            Volts = isKnown[1] ? volts[1] / 1000.0 : null,
            HeldDownAt = isKnown[2] ? new MonotonicTime(Banks.Now.SinceOrigin - TimeSpan.FromMilliseconds(ages[0])) : null,
            At = isKnown[3] ? new MonotonicTime(Banks.Now.SinceOrigin - TimeSpan.FromMilliseconds(ages[1])) : null,
            ChargedSince = isKnown[4] ? new MonotonicTime(Banks.Now.SinceOrigin - TimeSpan.FromMilliseconds(ages[2])) : null,
        };

    /// <summary>Banks that mostly have as many cells everywhere, near their upper end, and of which much is unknown or absurd.</summary>
    private static Gen<Case> Cases { get; } =
        from wiring in Banks.Wirings
        from settings in Settings
        from memory in Memories
        from batteries in Batteries(wiring.Members.Count)
        from isBlocked in Gen.Elements(true, false, false, false)
        from areCounted in Gen.Elements(true, false)
        from missing in Gen.Frequency((12, Gen.Constant(0)), (1, Gen.Constant(1)))
        let last = batteries[^1].CellCount!.Value
        select new Case(
            wiring, settings, memory, [.. batteries[..^1], batteries[^1] with { CellCount = new(last.Value + missing, last.At) }], isBlocked, Banks.Now)
        {
            Counted = areCounted ? [.. batteries.Select(battery => battery.CellCount!.Value.Value)] : null,
        };

    [Fact]
    public void Knowing_less_never_gives_more() => Laws.Hold(
        from known in Cases from which in Gen.Choose(0, 3) from what in Gen.Choose(0, 12) from cell in Gen.Choose(0, 31) select (known, which, what, cell),
        sample =>
        {
            (Case known, int which, int what, int cell) = sample;
            BatterySnapshot[] less = [.. known.Batteries];
            which %= less.Length;
            less[which] = Forget(less[which], what, cell);
            double? before = known.Decide().Limit.Value;
            double? after = (known with { Batteries = less, IsBlocked = known.IsBlocked || what == 12 }).Decide().Limit.Value;
            Assert.True(after is null || after <= before + Tiny, $"{before} {after}");
        });

    [Fact]
    public void It_is_never_above_what_the_cells_bear_and_never_zero_and_never_above_a_candidate() => Laws.Hold(Cases, known =>
    {
        VoltageDecision decision = known.Decide();
        if (decision.Limit.Value is not { } volts)
        {
            Assert.Equal(ChargeStage.Unknown, decision.Stage);
            Assert.Null(decision.Memory.At);
            return;
        }

        (double lowest, double highest) = Bounds(known.Wiring, known);
        Assert.InRange(volts, Math.Min(lowest, known.Memory.Volts ?? lowest) - Tiny, highest + Tiny);
        Assert.All(decision.Limit.Candidates, candidate => Assert.True(volts <= candidate.Value));
        Assert.Contains(decision.Limit.Deciding, decision.Limit.Candidates);
        Assert.Equal(volts, decision.Limit.Deciding.Value);
        Assert.Equal(volts, decision.Memory.Volts);
    });

    [Fact]
    public void It_rises_only_after_the_hold_and_by_the_ramp() => Laws.Hold(
        from first in Cases
        from turns in (
            from batteries in Batteries(first.Wiring.Members.Count)
            from isBlocked in Gen.Elements(true, false, false, false)
            from seconds in Gen.Frequency((9, Gen.Choose(0, 5)), (1, Gen.Choose(0, 300)))
            select (batteries, isBlocked, seconds)).ArrayOf(8)
        select (first with { Memory = ChargeVoltageMemory.Empty }, turns),
        sample =>
        {
            (Case known, var turns) = sample;
            double? before = null;
            double fellFor = 0;
            foreach ((BatterySnapshot[] batteries, bool isBlocked, int seconds) in turns)
            {
                MonotonicTime now = known.Now + TimeSpan.FromSeconds(seconds);
                known = known with { Counted = null, Batteries = [.. batteries.Select(battery => Banks.Aged(battery, Banks.Now - now))], IsBlocked = isBlocked, Now = now };
                VoltageDecision decision = known.Decide();
                if (decision.Limit.Value is { } volts)
                {
                    double most = before ?? Float(known.Wiring, known);
                    fellFor += seconds;
                    if (before is not null && fellFor > known.Settings.Hold.TotalSeconds)
                    {
                        most += known.Settings.RampVoltsPerSecond * Count(known.Wiring, known) * seconds;
                    }

                    Assert.True(volts <= most + Tiny, $"{before} {volts} {most}");
                    fellFor = before is null || volts < before ? 0 : fellFor;
                }

                before = decision.Limit.Value;
                known = known with { Memory = decision.Memory };
            }
        });

    /// <summary>Blocked, charged before, and now nothing flows in: what is, stays.</summary>
    [Fact]
    public void It_never_gives_way_to_a_current_that_does_not_flow_in() => Laws.Hold(
        from known in Cases from amps in Gen.Choose(-2000, 10).ArrayOf(4) select (known, amps),
        sample =>
        {
            Case blocked = sample.known with
            {
                IsBlocked = true,
                Batteries =
                [
                    .. sample.known.Batteries.Select((battery, index) => Banks.Healthy() with
                    {
                        CellCount = battery.CellCount, CellVoltages = new(battery.CellVoltages!.Value.Value, Banks.Now), Current = new(sample.amps[index] / 40.0, Banks.Now),
                    }),
                ],
            };
            double? charged = blocked.Decide().Limit.Value;
            double? never = (blocked with { Memory = blocked.Memory with { ChargedSince = null } }).Decide().Limit.Value;
            Assert.Equal(never, charged);
        });

    /// <summary>The same worst cell, and all others lower: no reason to charge to less.</summary>
    [Fact]
    public void With_the_same_excess_a_lower_pack_voltage_never_gives_less() => Laws.Hold(
        from known in Cases from drops in Gen.Choose(0, 500).ArrayOf(128) select (known, drops),
        sample =>
        {
            (Case known, int[] drops) = sample;
            MemberValue worst = Worst(known);
            BatterySnapshot[] lower =
            [
                .. known.Batteries.Select((battery, index) => battery with
                {
                    Voltage = battery.Voltage is { } pack ? new(pack.Value - drops[index] / 100.0, pack.At) : null,
                    CellVoltages = new(
                        [.. battery.CellVoltages!.Value.Value.Select((cell, place) =>
                            (index + 1, place + 1) == (worst.Battery, worst.Number) ? cell : cell - drops[(32 * index + place) % drops.Length] / 1000.0)],
                        battery.CellVoltages.Value.At),
                }),
            ];
            double? before = known.Decide().Limit.Value;
            double? after = (known with { Batteries = lower }).Decide().Limit.Value;
            Assert.True(before is null || after >= before - Tiny, $"{before} {after}");
        },
        sample => HasOneWorstCell(sample.known));

    /// <summary>The law as it stands: other cells may be anything, as long as the sum is lower and the highest cell the same.</summary>
    [Fact]
    public void With_the_same_highest_cell_and_any_lower_sum_it_is_never_less() => Laws.Hold(
        from high in Gen.Choose(3300, 3700)
        from others in Gen.Choose(2500, 3700).ArrayOf(7)
        from lower in Gen.Choose(2500, 3700).ArrayOf(7)
        from wiring in Gen.Elements("1", "1+2", "1|2")
        from isLinear in Gen.Elements(true, false)
        select (high, others, lower, wiring, isLinear),
        sample =>
        {
            double[] one = [sample.high / 1000.0, .. sample.others.Select(cell => Math.Min(cell, sample.high) / 1000.0)];
            double[] other = [sample.high / 1000.0, .. sample.lower.Select(cell => Math.Min(cell, sample.high) / 1000.0)];
            (double[] more, double[] less) = one.Sum() > other.Sum() ? (one, other) : (other, one);
            Assert.True(Of(less) >= Of(more) - Tiny);

            double Of(double[] cells)
            {
                VoltageStory story = new VoltageStory(sample.wiring).Recovered(100);
                story.Settings = story.Settings with { IsLinear = sample.isLinear };
                double?[] all = [.. cells];
                BatterySnapshot[] batteries = sample.wiring == "1" ? [story.Battery(95, all)] : [story.Battery(95, all[..4]), story.Battery(95, all[4..])];
                return story.Turn(batteries).Limit.Value!.Value;
            }
        });

    [Fact]
    public void The_order_in_a_joint_does_not_matter() => Laws.Hold(Cases, known =>
    {
        VoltageDecision one = known.Decide();
        VoltageDecision other = (known with { Wiring = Reversed(known.Wiring) }).Decide();
        Assert.Equal(one.Limit.Value is null, other.Limit.Value is null);
        Assert.Equal(one.Limit.Value ?? 0, other.Limit.Value ?? 0, 9);
        Assert.Equal(one.Stage, other.Stage);
        Assert.Equal(one.LowVolts ?? 0, other.LowVolts ?? 0, 9);
    });

    [Fact]
    public void A_day_of_turns_never_leaves_float_or_bulk_without_its_reason() => Laws.Hold(
        from settings in Settings from socs in Gen.Choose(0, 100).ArrayOf(60) from cells in Gen.Choose(3200, 3480).ArrayOf(60) select (settings, socs, cells),
        sample =>
        {
            VoltageStory story = new() { Settings = sample.settings with { IsControlled = true } };
            ChargeStage before = ChargeStage.Unknown;
            for (int i = 0; i < sample.socs.Length; i++)
            {
                double cell = sample.cells[i] / 1000.0;
                VoltageDecision decision = story.After(60).Turn(story.Battery(sample.socs[i], cell, cell, cell, cell));
                if (before is ChargeStage.Float or ChargeStage.FloatTransition && decision.Stage is ChargeStage.Bulk or ChargeStage.Absorption)
                {
                    Assert.True(sample.socs[i] < sample.settings.RestartBelowSocPercent);
                }

                if (decision.Stage is ChargeStage.Float or ChargeStage.FloatTransition)
                {
                    Assert.True(story.Memory.AbsorbedFor >= sample.settings.AbsorptionTime);
                }

                before = decision.Stage;
            }
        });

    private static Gen<BatterySnapshot[]> Batteries(int count) =>
        from cells in Gen.Choose(3, 32)
        from others in Gen.Frequency((9, Gen.Constant(0)), (1, Gen.Choose(1, 3)))
        from batteries in Battery(cells).ArrayOf(count)
        from odd in Battery(Math.Max(3, cells - others))
        select (BatterySnapshot[])[.. batteries[..^1], others == 0 ? batteries[^1] : odd];

    /// <summary>Cells as many as they are counted; the rest is as it comes.</summary>
    private static Gen<BatterySnapshot> Battery(int count) =>
        from any in Banks.Snapshots
        from level in Gen.Choose(3000, 3600)
        from cells in Gen.Frequency(
            (200, Gen.Choose(-100, 100).Select(millivolts => (double?)(millivolts / 1000.0))),
            (1, Gen.Elements<double?>(null, double.NaN, 1e6, -1e300))).ArrayOf(count)
        from isHealthy in Gen.Elements(true, true, false)
        let values = cells.Select(cell => cell is { } volts && Math.Abs(volts) < 1 ? level / 1000.0 + volts : cell).ToArray()
        let moment = any.CellVoltages?.At ?? Banks.Now
        select isHealthy
            ? Banks.Healthy() with { SocPercent = any.SocPercent, CellCount = new(count, Banks.Now), CellVoltages = new(values, Banks.Now) }
            : any with { CellCount = new(count, moment), CellVoltages = new(values, moment) };

    private static BatterySnapshot Forget(BatterySnapshot battery, int what, int cell) => what switch
    {
        0 => battery with { CellVoltages = null },
        1 => battery with { CellVoltages = new([.. battery.CellVoltages!.Value.Value.Select((volts, index) => index == cell ? null : volts)], battery.CellVoltages.Value.At) },
        2 => battery with { SocPercent = null },
        3 => battery with { Voltage = null },
        4 => battery with { CellCount = null },
        5 => battery with { ChargeFetOn = null },
        6 => battery with { DischargeFetOn = null },
        7 => battery with { RemainingAh = null },
        8 => Banks.Lost(battery),
        9 => Banks.Aged(battery, TimeSpan.FromMinutes(3)),
        10 => Banks.Aged(battery, TimeSpan.FromSeconds(8)),
        11 => battery with { CellVoltages = Banks.Lost(battery).CellVoltages },
        _ => battery,
    };

    private static (double Lowest, double Highest) Bounds(BankNode node, Case known)
    {
        if (node is BankMember member)
        {
            CellVoltageSettings set = known.Settings.Batteries[member.Number - 1];
            int count = known.CellsOf(member);
            return (count * (known.IsBlocked ? set.MinVolts : set.BlockedVolts), count * set.MaxVolts);
        }

        var joint = (BankJoint)node;
        (double Lowest, double Highest)[] parts = [.. joint.Parts.Select(part => Bounds(part, known))];
        return joint.IsSeries ? (parts.Sum(part => part.Lowest), parts.Sum(part => part.Highest)) : (parts.Min(part => part.Lowest), parts.Min(part => part.Highest));
    }

    private static double Float(BankNode node, Case known) => node is BankMember member
        ? known.CellsOf(member) * known.Settings.Batteries[member.Number - 1].FloatVolts
        : ((BankJoint)node).IsSeries ? ((BankJoint)node).Parts.Sum(part => Float(part, known)) : ((BankJoint)node).Parts.Min(part => Float(part, known));

    private static int Count(BankNode node, Case known) => node is BankMember member
        ? known.CellsOf(member)
        : ((BankJoint)node).IsSeries ? ((BankJoint)node).Parts.Sum(part => Count(part, known)) : Count(((BankJoint)node).Parts[0], known);

    /// <summary>True where the settings and readings leave no doubt which cell is the worst, and none is silent: what a silent battery is left depends on its last cells.</summary>
    private static bool HasOneWorstCell(Case known) =>
        known.Settings.Batteries.All(set => set == known.Settings.Batteries[0])
        && known.Batteries.All(battery => battery is { ChargeFetOn.Value: true, DischargeFetOn.Value: true }
            && MemberSituation.LastHeard(battery)?.AgeAt(known.Now) <= TimeSpan.FromSeconds(6)
            && battery.CellVoltages!.Value.Value.All(cell => Math.Abs(cell ?? 99) < 5));

    private static MemberValue Worst(Case known) => known.Batteries
        .SelectMany((battery, index) => battery.CellVoltages!.Value.Value.Select((cell, place) => new MemberValue(index + 1, place + 1, cell!.Value)))
        .MaxBy(cell => cell.Value);

    private static BankNode Reversed(BankNode node) => node is BankJoint joint ? new BankJoint(joint.IsSeries, [.. joint.Parts.Reverse().Select(Reversed)]) : node;

    private sealed record Case(
        BankNode Wiring, ChargeVoltageSettings Settings, ChargeVoltageMemory Memory, BatterySnapshot[] Batteries, bool IsBlocked, MonotonicTime Now)
    {
        /// <summary>The cells of each battery that are remembered; null for none.</summary>
        public int[]? Counted { get; init; }

        public int CellsOf(BankMember member) => Counted?[member.Number - 1] ?? Batteries[member.Number - 1].CellCount!.Value.Value;

        public VoltageDecision Decide()
        {
            MemberView[] members = [.. Banks.Members(Batteries).Select((member, index) => member with { Now = Now, KnownCellCount = Counted?[index] })];
            BankVerdict verdict = LossEvaluator.Evaluate(
                Wiring,
                [.. members.Select(_ => LossTimes.Of(LossPolicy.Balanced))],
                [.. members.Select(member => MemberSituation.Of(member, CellBand.Lfp, TimeSpan.FromHours(1)))],
                [],
                2,
                Now);
            return ChargeVoltage.Decide(BankMerge.Merge(Wiring, members), verdict, IsBlocked, Settings, Memory, Now);
        }
    }
}
