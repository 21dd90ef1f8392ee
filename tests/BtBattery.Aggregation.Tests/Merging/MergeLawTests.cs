using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Wiring;
using FsCheck;
using FsCheck.Fluent;

namespace BtBattery.Aggregation.Tests.Merging;

/// <summary>What holds for every bank, whatever its batteries say.</summary>
public sealed class MergeLawTests
{
    private static Gen<(BankNode Wiring, BatterySnapshot[] Batteries)> AnyBank { get; } =
        from wiring in Banks.Wirings
        from batteries in Gen.ArrayOf(Banks.Snapshots, wiring.Members.Count)
        select (wiring, batteries);

    [Fact]
    public void The_order_in_a_joint_does_not_matter() => Laws.Hold(AnyBank, bank =>
    {
        BankView one = Merge(bank.Wiring, bank.Batteries);
        BankView other = Merge(Reversed(bank.Wiring), bank.Batteries);
        AssertSame(one, other);
        Assert.Equal(one.LowestCell, other.LowestCell);
        Assert.Equal(one.HighestCell, other.HighestCell);
        Assert.Equal(one.ColdestSensor, other.ColdestSensor);
    });

    [Fact]
    public void Equal_members_merge_to_the_values_of_the_member() => Laws.Hold(
        from wiring in Banks.Wirings from battery in Banks.Snapshots select (wiring, battery),
        bank =>
        {
            BankView alone = Merge(Banks.Member(1), [bank.battery]);
            BankView merged = Merge(bank.wiring, [.. Enumerable.Repeat(bank.battery, bank.wiring.Members.Count)]);
            (int inSeries, int inParallel) = Scale(bank.wiring);
            AssertScaled(alone.Voltage, inSeries, merged.Voltage);
            AssertScaled(alone.Current, inParallel, merged.Current);
            AssertScaled(alone.SocPercent, 1, alone.InstalledAh is null && inParallel > 1 ? alone.SocPercent : merged.SocPercent);
            AssertScaled(alone.RemainingAh, inParallel, merged.RemainingAh);
            AssertScaled(alone.InstalledAh, inParallel, merged.InstalledAh);
            AssertScaled(BankFigures.UsableAh(alone), inParallel, BankFigures.UsableAh(merged));
            AssertScaled(BankFigures.ConsumedAh(alone), inParallel, BankFigures.ConsumedAh(merged));
            Assert.Equal(alone.LowestCell, merged.LowestCell);
            Assert.Equal(alone.WarmestSensor, merged.WarmestSensor);
            Assert.Equal(alone.ChargeFetOn, merged.ChargeFetOn);
            Assert.Equal(alone.Cycles, merged.Cycles);
            Assert.Equal(alone.Balancing, merged.Balancing);
            Assert.Equal(alone.CellCount * inSeries, merged.CellCount);
        },
        // Only wirings in which all batteries are the same by symmetry can keep the value of one.
        bank => IsSymmetric(bank.wiring));

    /// <summary>To the last digit: it is compared with levels that owners set, such as 90 %.</summary>
    [Fact]
    public void The_mean_of_equal_SoCs_is_that_SoC() => Laws.Hold(AnyBank, bank =>
    {
        BankView merged = Merge(bank.Wiring, [.. bank.Batteries.Select(battery => battery with { SocPercent = new(90, Banks.Now) })]);
        ForEachPart(merged, part => Assert.True(part.SocPercent is null or { Value: 90 }, $"{part.SocPercent?.Value:R}"));
    });

    [Fact]
    public void M2_the_SoC_of_a_string_is_at_most_that_of_every_member() => Laws.Hold(AnyBank, bank => ForEachPart(Merge(bank.Wiring, bank.Batteries), part =>
    {
        if (part.Wiring is BankJoint { IsSeries: true } && part.SocPercent is { } soc)
            Assert.All(part.Parts, inner => Assert.True(soc.Value <= inner.SocPercent!.Value.Value));
    }));

    [Fact]
    public void M2_what_remains_lies_between_nothing_and_what_is_installed_or_reported() => Laws.Hold(AnyBank, bank => ForEachPart(Merge(bank.Wiring, bank.Batteries), part =>
    {
        if (part.RemainingAh is not { } remaining)
            return;
        double reported = part.Wiring.Members.Sum(member => Math.Max(0, bank.Batteries[member.Number - 1].RemainingAh is { } said && Math.Abs(said.Value) <= MemberView.LargestReading ? said.Value : 0));
        Assert.InRange(remaining.Value, 0, Math.Max(part.InstalledAh?.Value ?? 0, reported * (1 + 1e-12)));
        Assert.True(part.HeadroomAh is not { Value: < 0 });
        Assert.True(BankFigures.ConsumedAh(part) is not { Value: > 0 });
    }));

    [Fact]
    public void F1_no_measured_value_is_younger_than_any_reading_it_came_from_or_past_its_deadline() => Laws.Hold(AnyBank, bank => ForEachPart(
        Merge(bank.Wiring, bank.Batteries),
        part => Assert.All(Moments(part), at => Assert.True(at.AgeAt(Banks.Now) <= Banks.Deadline))));

    /// <summary>One battery more that is silent never makes a string show more, and never makes an unknown value of a parallel bank known by anything but the others.</summary>
    [Fact]
    public void Silence_makes_nothing_known() => Laws.Hold(
        from bank in AnyBank from silent in Gen.Choose(1, BankNode.MostMembers) select (bank.Wiring, bank.Batteries, Silent: (silent - 1) % bank.Batteries.Length),
        bank =>
        {
            BankView before = Merge(bank.Wiring, bank.Batteries);
            BatterySnapshot[] batteries = [.. bank.Batteries];
            batteries[bank.Silent] = Banks.Lost(batteries[bank.Silent]);
            BankView after = Merge(bank.Wiring, batteries);
            Assert.True(after.Online <= before.Online);
            Assert.Equal(before.ConductsCharge, after.ConductsCharge);
            Assert.Equal(before.ConductsDischarge, after.ConductsDischarge);
            Assert.Equal(before.CellCount, after.CellCount);
            Assert.Equal(before.InstalledAh?.Value, after.InstalledAh?.Value);
            ForEachPart(after, part =>
            {
                if (part.Wiring is BankJoint { IsSeries: true } && part.Offline == part.Wiring.Members.Count)
                    Assert.Empty(Moments(part));
            });
        });

    private static BankView Merge(BankNode wiring, BatterySnapshot[] batteries) => BankMerge.Merge(wiring, Banks.Members(batteries));

    private static BankNode Reversed(BankNode node) => node is BankJoint joint ? new BankJoint(joint.IsSeries, [.. joint.Parts.Reverse().Select(Reversed)]) : node;

    private static bool IsSymmetric(BankNode node) => node is not BankJoint joint
        || (joint.Parts.Select(Scale).Distinct().Count() == 1 && joint.Parts.All(IsSymmetric));

    private static (int InSeries, int InParallel) Scale(BankNode node)
    {
        if (node is not BankJoint joint)
            return (1, 1);
        (int series, int parallel) = Scale(joint.Parts[0]);
        return joint.IsSeries ? (joint.Parts.Sum(part => Scale(part).InSeries), parallel) : (series, joint.Parts.Sum(part => Scale(part).InParallel));
    }

    private static void ForEachPart(BankView part, Action<BankView> look)
    {
        look(part);
        foreach (BankView inner in part.Parts)
            ForEachPart(inner, look);
    }

    private static IEnumerable<MonotonicTime> Moments(BankView part) =>
        ((MonotonicTime?[])[
            part.Voltage?.At, part.Current?.At, part.SocPercent?.At, part.RemainingAh?.At, part.HeadroomAh?.At, part.LowestCell?.At, part.HighestCell?.At,
            part.ColdestSensor?.At, part.WarmestSensor?.At, part.Cycles?.At, part.Balancing?.At, part.ChargeFetOn?.At, part.DischargeFetOn?.At,
            BankFigures.Power(part)?.At, BankFigures.ConsumedAh(part)?.At, BankFigures.MeanTemperature(part)?.At,
        ]).OfType<MonotonicTime>();

    private static void AssertSame(BankView one, BankView other)
    {
        AssertScaled(one.Voltage, 1, other.Voltage);
        AssertScaled(one.Current, 1, other.Current);
        AssertScaled(one.SocPercent, 1, other.SocPercent);
        AssertScaled(one.RemainingAh, 1, other.RemainingAh);
        AssertScaled(one.InstalledAh, 1, other.InstalledAh);
        AssertScaled(BankFigures.MeanTemperature(one), 1, BankFigures.MeanTemperature(other));
        Assert.Equal(
            (one.Cycles, one.Balancing, one.ChargeFetOn, one.DischargeFetOn, one.CellCount, one.Counted, one.Online, one.BlockingCharge),
            (other.Cycles, other.Balancing, other.ChargeFetOn, other.DischargeFetOn, other.CellCount, other.Counted, other.Online, other.BlockingCharge));
    }

    /// <summary>The same but for the order of adding.</summary>
    private static void AssertScaled(Measured<double>? one, int factor, Measured<double>? scaled)
    {
        Assert.Equal(one?.At, scaled?.At);
        if (one is { } known)
            Assert.Equal(factor * known.Value, scaled!.Value.Value, Math.Abs(factor * known.Value) * 1e-9 + 1e-9);
    }
}
