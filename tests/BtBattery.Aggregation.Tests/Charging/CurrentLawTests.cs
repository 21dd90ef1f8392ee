using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Charging.Currents;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Wiring;
using FsCheck;
using FsCheck.Fluent;

namespace BtBattery.Aggregation.Tests.Charging;

/// <summary>What holds for the currents of every bank, whatever its batteries say and did before.</summary>
public sealed class CurrentLawTests
{
    private static readonly CurrentSettings s_settings = new() { MaxChargeAmps = 200, MaxDischargeAmps = 200 };

    private static Gen<Moment> Moments(int count) =>
        from seconds in Gen.Choose(1, 40)
        from load in Gen.Elements(0, 0, 40, 40, -60, -60, 120, 7)
        from split in Gen.Frequency((5, Gen.Constant(0)), (1, Gen.Choose(0, 3)))
        from odd in Gen.Frequency((8, Gen.Constant((int?)null)), (1, Gen.Choose(-300, 300).Select(amps => (int?)amps)))
        from limits in Gen.Elements(0.0, 0.4, 5, 35, 70, 70, 70, 200).ArrayOf(2 * count)
        from fets in Gen.Frequency((12, Gen.Constant(true)), (1, Gen.Constant(false))).ArrayOf(2 * count)
        from capacities in Gen.Elements<double?>(100, 100, 100, 300, null).ArrayOf(count)
        select new Moment(seconds, limits, [.. Enumerable.Range(0, count).Select(index => Banks.Healthy(amps: index == 0 && odd is int amps ? amps : load * ((index + split) % 4 + 1) / 10.0) with
        {
            FullAh = capacities[index] is double ah ? new(ah, Banks.Now) : null,
            ChargeFetOn = new(fets[index], Banks.Now),
            DischargeFetOn = new(fets[count + index], Banks.Now),
        })]);

    private static Gen<Case> Cases { get; } =
        from wiring in Banks.Wirings
        let count = wiring.Members.Count
        from policy in Gen.Elements(Enum.GetValues<LossPolicy>())
        from before in Gen.Choose(0, 12)
        from history in Moments(count).ArrayOf(before)
        from last in Moments(count)
        from strange in Gen.ArrayOf(from battery in Banks.Snapshots from isMidRange in Gen.Elements(true, false) select isMidRange ? MidRange(battery) : battery, count)
        from isStrange in Gen.Elements(true, false, false).ArrayOf(count)
        select new Case(wiring, policy, history, last with { Batteries = [.. last.Batteries.Select((battery, index) => isStrange[index] ? strange[index] : battery)] });

    [Fact]
    public void Leaving_out_a_reading_never_allows_more() => Laws.Hold(
        from known in Cases from which in Gen.Choose(0, 3) from what in Gen.Choose(0, 9) select (known, which, what),
        sample =>
        {
            (Case known, int which, int what) = sample;
            (CurrentMemory memory, MonotonicTime now, IReadOnlyList<LossMemory> loss) = known.Past();
            Moment last = known.Last;
            BatterySnapshot[] less = [.. last.Batteries];
            less[which % less.Length] = Forget(less[which % less.Length], what);
            CurrentDecision before = known.Decide(last, memory, loss, now).Decision;
            CurrentDecision after = known.Decide(last with { Batteries = less }, memory, loss, now).Decision;
            AssertNoMore(before.Charge, after.Charge);
            AssertNoMore(before.Discharge, after.Discharge);
        });

    [Fact]
    public void No_battery_is_reckoned_with_more_than_it_may_carry() => Laws.Hold(Cases, known => Assert.All(known.Run(), turn =>
    {
        Assert.Equal(turn.Decision.Charge.Value.HasValue, turn.Decision.Discharge.Value.HasValue);
        foreach (MemberCurrent member in turn.Decision.Members)
        {
            if (turn.Decision.Charge.Value is double charge)
                Assert.InRange(charge * (member.ChargeShare ?? 0), 0, member.ChargeAmps + 1e-6);
            if (turn.Decision.Discharge.Value is double discharge)
                Assert.InRange(discharge * (member.DischargeShare ?? 0), 0, member.DischargeAmps + 1e-6);
        }
    }));

    [Fact]
    public void M5_the_total_is_never_more_than_the_sum_and_in_series_than_the_least() => Laws.Hold(Cases, known => Assert.All(known.Run(), turn =>
    {
        if (turn.Decision.Charge.Value is double charge)
            Assert.InRange(charge, 0, Most(known.Wiring, turn.Decision, isCharge: true) + 1e-6);
        if (turn.Decision.Discharge.Value is double discharge)
            Assert.InRange(discharge, 0, Most(known.Wiring, turn.Decision, isCharge: false) + 1e-6);
    }));

    [Fact]
    public void What_the_verdict_calls_zero_or_invalid_is_so() => Laws.Hold(Cases, known => Assert.All(known.Run(), turn =>
    {
        Assert.Equal(turn.Verdict.AreLimitsValid, turn.Decision.Charge.Value.HasValue);
        Assert.True(!turn.Verdict.AreLimitsValid || !turn.Verdict.IsChargeZero || turn.Decision.Charge.Value == 0);
        Assert.True(!turn.Verdict.AreLimitsValid || !turn.Verdict.IsDischargeZero || turn.Decision.Discharge.Value == 0);
    }));

    [Fact]
    public void The_ramp_is_never_outrun_and_nothing_rises_before_the_hold() => Laws.Hold(Cases, known =>
    {
        (double? last, TimeSpan since, TimeSpan above, bool wasAbove) = (null, TimeSpan.Zero, TimeSpan.Zero, false);
        foreach (Turn turn in known.Run())
        {
            (since, above) = (since + turn.Passed, above + turn.Passed);
            if (turn.Decision.Discharge.Value is not double amps)
            {
                wasAbove = false;
                continue;
            }

            // From the first turn on in which the raw limit was above what is given.
            double raw = turn.Decision.Discharge.Candidates.Min(candidate => candidate.Cause == LimitCause.Recovery ? double.PositiveInfinity : candidate.Value);
            Assert.True(last is not double before || amps <= before + since.TotalSeconds * s_settings.RecoveryAmpsPerSecond + 1e-6);
            Assert.True(last is not double held || amps <= held || above >= s_settings.RecoveryHold);
            above = wasAbove && amps < raw ? above : TimeSpan.Zero;
            (last, since, wasAbove) = (amps, TimeSpan.Zero, amps < raw);
        }
    });

    [Fact]
    public void The_order_of_the_batteries_does_not_matter() => Laws.Hold(Cases, known =>
    {
        Turn[] one = known.Run();
        Turn[] other = (known with { Wiring = Reversed(known.Wiring) }).Run();
        for (int i = 0; i < one.Length; i++)
        {
            AssertSame(one[i].Decision.Charge, other[i].Decision.Charge);
            AssertSame(one[i].Decision.Discharge, other[i].Decision.Discharge);
            Assert.All(one[i].Decision.Members.Zip(other[i].Decision.Members), pair => Assert.Equal(pair.First.ChargeShare ?? 0, pair.Second.ChargeShare ?? 0, 1e-9));
        }
    });

    [Fact]
    public void M5_equal_batteries_make_a_multiple() => Laws.Hold(
        from count in Gen.Choose(1, 4) from amps in Gen.Choose(0, 2000) from capacity in Gen.Choose(10, 1000) select (count, amps / 10.0, capacity),
        bank =>
        {
            BankNode wiring = Banks.Wiring(string.Join('|', Enumerable.Range(1, bank.count)));
            var known = new Case(wiring, LossPolicy.Balanced, [], new(
                1, [.. Enumerable.Repeat(bank.Item2, 2 * bank.count)], [.. Enumerable.Repeat(Banks.Healthy(installed: bank.capacity), bank.count)]));
            Assert.Equal(bank.count * bank.Item2, known.Run()[^1].Decision.Charge.Value!.Value, 1e-6);
        });

    private static void AssertNoMore(Limit before, Limit after) =>
        Assert.True(after.Value is not double amps || (before.Value is double known && amps <= known + 1e-9), $"{before.Value} A by {before.Deciding}, {after.Value} A by {after.Deciding}");

    private static void AssertSame(Limit one, Limit other)
    {
        Assert.Equal(one.Value.HasValue, other.Value.HasValue);
        Assert.Equal(one.Value ?? 0, other.Value ?? 0, 1e-6);
    }

    private static double Most(BankNode node, CurrentDecision decision, bool isCharge) => node is BankJoint joint
        ? joint.IsSeries ? joint.Parts.Min(part => Most(part, decision, isCharge)) : joint.Parts.Sum(part => Most(part, decision, isCharge))
        : isCharge ? decision.Members[((BankMember)node).Number - 1].ChargeAmps : decision.Members[((BankMember)node).Number - 1].DischargeAmps;

    private static BankNode Reversed(BankNode node) => node is BankJoint joint ? new BankJoint(joint.IsSeries, [.. joint.Parts.Reverse().Select(Reversed)]) : node;

    /// <summary>The same with cells that let a silent battery be held, not blocked at once.</summary>
    private static BatterySnapshot MidRange(BatterySnapshot battery) => battery with { CellVoltages = Banks.Healthy().CellVoltages, CellCount = Banks.Healthy().CellCount };

    private static BatterySnapshot Forget(BatterySnapshot battery, int what) => what switch
    {
        0 => battery with { Current = null },
        1 => battery with { FullAh = null },
        2 => battery with { Voltage = null },
        3 => battery with { ChargeFetOn = null },
        4 => battery with { DischargeFetOn = null },

        // What cells that are not known leave is in the own limits, which are given here; cells that fell silent count as silence.
        5 => battery with { CellVoltages = Banks.Lost(battery).CellVoltages },
        6 => battery with { Temperatures = null },
        7 => battery with { CellCount = null },
        8 => Banks.Aged(battery, TimeSpan.FromSeconds(20)),
        _ => Banks.Lost(battery),
    };

    /// <summary>One turn: how long after the one before, what each battery may carry (first charging, then discharging), and what it says.</summary>
    private sealed record Moment(int Seconds, double[] Limits, BatterySnapshot[] Batteries);

    private sealed record Turn(TimeSpan Passed, BankVerdict Verdict, CurrentDecision Decision);

    private sealed record Case(BankNode Wiring, LossPolicy Policy, Moment[] History, Moment Last)
    {
        public Turn[] Run()
        {
            (MonotonicTime now, CurrentMemory memory, IReadOnlyList<LossMemory> loss) = (Banks.Now, CurrentMemory.Of(Wiring), []);
            var turns = new List<Turn>();
            foreach (Moment moment in (Moment[])[.. History, Last])
            {
                now += TimeSpan.FromSeconds(moment.Seconds);
                turns.Add(Decide(moment, memory, loss, now));
                (memory, loss) = (turns[^1].Decision.Memory, turns[^1].Verdict.Memory);
            }

            return [.. turns];
        }

        public (CurrentMemory Memory, MonotonicTime Now, IReadOnlyList<LossMemory> Loss) Past()
        {
            (MonotonicTime now, CurrentMemory memory, IReadOnlyList<LossMemory> loss) = (Banks.Now, CurrentMemory.Of(Wiring), []);
            foreach (Moment moment in History)
            {
                now += TimeSpan.FromSeconds(moment.Seconds);
                Turn turn = Decide(moment, memory, loss, now);
                (memory, loss) = (turn.Decision.Memory, turn.Verdict.Memory);
            }

            return (memory, now + TimeSpan.FromSeconds(Last.Seconds), loss);
        }

        public Turn Decide(Moment moment, CurrentMemory memory, IReadOnlyList<LossMemory> loss, MonotonicTime now)
        {
            MemberView[] members =
            [
                .. Banks.Members([.. moment.Batteries.Select(battery => Banks.Aged(battery, Banks.Now - now))]).Select(member => member with { Now = now }),
            ];
            int count = members.Length;
            MemberSituation[] situations =
            [
                .. members.Select((member, index) => MemberSituation.Of(member, CellBand.Lfp, TimeSpan.FromHours(1)) with
                {
                    LastChargeAmps = moment.Limits[index],
                    LastDischargeAmps = moment.Limits[count + index],
                }),
            ];
            BankVerdict verdict = LossEvaluator.Evaluate(Wiring, [.. members.Select(_ => LossTimes.Of(Policy))], situations, loss, 2, now);
            MemberLimits[] own = [.. members.Select((member, index) => CurrentBank.Own(member.Number, moment.Limits[index], moment.Limits[count + index]))];
            CurrentDecision decision = BankCurrents.Decide(BankMerge.Merge(Wiring, members), own, verdict, s_settings, memory, now);
            return new(TimeSpan.FromSeconds(moment.Seconds), verdict, decision);
        }
    }
}
