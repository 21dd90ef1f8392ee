using BtBattery.Aggregation.Energy.Strings;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using FsCheck.Fluent;

namespace BtBattery.Aggregation.Tests.Energy;

/// <summary>Batteries in series that have drifted apart. Battery 1 is Port, 2 Starboard, 3 Bow, 4 Stern.</summary>
public sealed class StringCheckTests
{
    private static readonly TimeSpan s_delay = StringSettings.Default.Delay;

    private StringMemory _memory = StringMemory.Empty;
    private StringFigures _figures = null!;

    /// <summary>Of 62 and 48 Ah, 48 can be drawn, and 38 charged before Port is full: 86 of 100 Ah are of use.</summary>
    [Fact]
    public void M2_what_can_be_used_and_what_cannot()
    {
        See("1+2", TimeSpan.Zero, Banks.Healthy(remaining: 62), Banks.Healthy(remaining: 48));
        Assert.Equal(86, _figures.UsableAh?.Value);
        Assert.Equal(14, _figures.LostAh?.Value);
        Assert.Equal(14, _figures.SocDifference?.Value);
        Assert.Equal(14, _figures.RemainingDifferenceAh?.Value);
        Assert.Equal(("", false), (_figures.Advice, _figures.IsApart));
    }

    [Fact]
    public void The_one_that_lacks_most_is_charged_alone()
    {
        Stay("1+2", Banks.Healthy(remaining: 62), Banks.Healthy(remaining: 48));
        Assert.Equal(
            "Port has 62 % and Starboard has 48 %: in series they cannot make that good themselves. 14 of 100 Ah are out of use. Charge Starboard alone by about 14 Ah.",
            _figures.Advice);
    }

    [Fact]
    public void Several_are_charged_by_what_each_lacks()
    {
        Stay("1+2+3", Banks.Healthy(remaining: 80), Banks.Healthy(remaining: 60), Banks.Healthy(remaining: 70));
        Assert.EndsWith("20 of 100 Ah are out of use. Charge Starboard alone by about 20 Ah and Bow alone by about 10 Ah.", _figures.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_only_one_has_too_much_it_can_be_discharged_instead()
    {
        Stay("1+2+3", Banks.Healthy(remaining: 50), Banks.Healthy(remaining: 70), Banks.Healthy(remaining: 50));
        Assert.EndsWith("Discharge Starboard alone by about 20 Ah, or charge each of the others alone by that.", _figures.Advice, StringComparison.Ordinal);
    }

    /// <summary>100 Ah at 50 % and 200 Ah at 75 % both lack 50 Ah: they are full together, and nothing is lost.</summary>
    [Fact]
    public void Unequal_batteries_that_become_full_together_are_not_apart()
    {
        See("1+2", TimeSpan.Zero, Banks.Healthy(remaining: 50), Banks.Healthy(remaining: 150, installed: 200));
        See("1+2", 2 * s_delay, Banks.Healthy(remaining: 50), Banks.Healthy(remaining: 150, installed: 200));
        Assert.Equal((25, 0, 100), (_figures.SocDifference?.Value, _figures.LostAh?.Value, _figures.RemainingDifferenceAh?.Value));
        Assert.False(_figures.IsApart);
    }

    [Fact]
    public void Without_ampere_hours_the_states_of_charge_are_told()
    {
        Stay("1+2", Banks.Healthy(remaining: 62) with { RemainingAh = null }, Banks.Healthy(remaining: 48));
        Assert.Equal("Port has 62 % and Starboard has 48 %: in series they cannot make that good themselves. Charge each of Port and Starboard alone until it is full.", _figures.Advice);
    }

    [Fact]
    public void A_pair_in_parallel_is_one_part_of_the_string()
    {
        Stay("(1|2)+(3|4)", Banks.Healthy(remaining: 60), Banks.Healthy(remaining: 60), Banks.Healthy(remaining: 40), Banks.Healthy(remaining: 40));
        Assert.EndsWith("40 of 200 Ah are out of use. Charge Bow|Stern alone by about 40 Ah.", _figures.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_difference_is_told_when_it_has_stayed_and_is_over_when_it_has_been_small_for_as_long()
    {
        BatterySnapshot port = Banks.Healthy(remaining: 62);
        See("1+2", TimeSpan.Zero, port, Banks.Healthy(remaining: 48));
        See("1+2", s_delay - TimeSpan.FromSeconds(1), port, Banks.Healthy(remaining: 48));
        Assert.False(_figures.IsApart);
        See("1+2", s_delay, port, Banks.Healthy(remaining: 48));
        Assert.True(_figures.IsApart);

        // 9 % is less than what raised it, and not yet less than 80 % of that.
        See("1+2", 2 * s_delay, port, Banks.Healthy(remaining: 53));
        See("1+2", 4 * s_delay, port, Banks.Healthy(remaining: 53));
        Assert.True(_figures.IsApart);
        See("1+2", 5 * s_delay, port, Banks.Healthy(remaining: 55));
        Assert.True(_figures.IsApart);
        See("1+2", 6 * s_delay, port, Banks.Healthy(remaining: 55));
        Assert.False(_figures.IsApart);
    }

    [Fact]
    public void A_difference_that_comes_and_goes_is_not_told()
    {
        for (int i = 0; i < 20; i++)
            See("1+2", i * s_delay / 2, Banks.Healthy(remaining: 62), Banks.Healthy(remaining: i % 2 == 0 ? 48 : 60));
        Assert.False(_figures.IsApart);
    }

    [Fact]
    public void Silence_neither_raises_nor_clears_it()
    {
        BatterySnapshot port = Banks.Healthy(remaining: 62);
        BatterySnapshot starboard = Banks.Healthy(remaining: 48);
        See("1+2", TimeSpan.Zero, port, starboard);
        See("1+2", s_delay / 2, port, Banks.Lost(starboard));
        Assert.Equal((null, null, null), (_figures.SocDifference, _figures.LostAh, _figures.RemainingDifferenceAh));
        See("1+2", s_delay, port, starboard);
        Assert.False(_figures.IsApart);
        See("1+2", 2 * s_delay, port, starboard);
        Assert.True(_figures.IsApart);
        See("1+2", 9 * s_delay, port, Banks.Lost(starboard));
        Assert.True(_figures.IsApart);
        Assert.Equal("Port has 62 % and Starboard has an unknown charge: in series they cannot make that good themselves. Charge each of Port and Starboard alone until it is full.", _figures.Advice);
    }

    [Fact]
    public void A_rule_that_is_switched_off_says_nothing()
    {
        var off = new StringSettings { SocPercent = null, LossPercent = null, CellVolts = null };
        foreach (double minutes in (double[])[0, 20, 40])
            See("1+2", TimeSpan.FromMinutes(minutes), off, Banks.Healthy(remaining: 90, cellVolts: 3.4), Banks.Healthy(remaining: 10, cellVolts: 3.1));
        Assert.False(_figures.IsApart);
    }

    /// <summary>2 % of 100 Ah are 2 A: with that it rests; after a quarter of an hour its voltages are compared, per cell.</summary>
    [Fact]
    public void Voltages_are_compared_after_a_rest_only()
    {
        BatterySnapshot port = Banks.Healthy(amps: -2, cellVolts: 3.33);
        BatterySnapshot starboard = Banks.Healthy(amps: -2, cellVolts: 3.29, cells: 8);
        See("1+2", TimeSpan.Zero, port, starboard);
        See("1+2", TimeSpan.FromMinutes(14), port, starboard);
        Assert.Null(_figures.RestedCellDifference);
        See("1+2", TimeSpan.FromMinutes(15), port, starboard);
        Assert.Equal(0.04, _figures.RestedCellDifference!.Value.Value, 9);
        See("1+2", TimeSpan.FromMinutes(25), port, starboard);
        Assert.Equal(
            "Their states of charge agree and their voltages at rest do not, so one count is wrong. Charge Port and Starboard until each is full, one by one, and their BMSs count anew.",
            _figures.Advice);
        See("1+2", TimeSpan.FromMinutes(26), Banks.Healthy(amps: -9), Banks.Healthy(amps: -9));
        Assert.Null(_figures.RestedCellDifference);
        Assert.True(_figures.IsApart);
    }

    [Fact]
    public void Only_joints_in_series_are_compared()
    {
        List<BankView> found = [];
        StringCheck.Collect(Banks.Merge("((1|2)+3)|4", Banks.Healthy(), Banks.Healthy(), Banks.Healthy(), Banks.Healthy()), found);
        Assert.Single(found);
        Assert.Throws<ArgumentException>(() => StringCheck.Decide(
            Banks.Merge("1|2", Banks.Healthy(), Banks.Healthy()), StringSettings.Default, StringMemory.Empty, Banks.Now));
    }

    [Fact]
    public void A_moment_of_another_clock_begins_the_delay_anew()
    {
        MonotonicTime later = Banks.Now + TimeSpan.FromDays(1);
        Assert.Equal(new DriftWatch(false, Banks.Now), new DriftWatch(false, later).Step(20, 10, s_delay, Banks.Now));
    }

    /// <summary>Charging each by what it lacks makes all full together, and the string give what its smallest part gives: that is what the advice rests on.</summary>
    [Fact]
    public void What_is_lost_comes_back_when_each_is_charged_by_what_it_lacks() => Laws.Hold(
        Gen.ArrayOf(from installed in Gen.Choose(50, 300) from share in Gen.Choose(0, 1000) select (double.CreateChecked(installed), installed * share / 1000.0), 3),
        charges =>
        {
            BankView bank = Banks.Merge("1+2+3", [.. charges.Select(charge => Banks.Healthy(remaining: charge.Item2, installed: charge.Item1))]);
            StringFigures figures = StringCheck.Decide(bank, StringSettings.Default, StringMemory.Empty, Banks.Now).Figures;
            double smallest = charges.Min(charge => charge.Item1);
            Assert.InRange(figures.LostAh!.Value.Value, 0, smallest);
            Assert.Equal(smallest, figures.LostAh.Value.Value + figures.UsableAh!.Value.Value, 1e-9);

            double room = charges.Min(charge => charge.Item1 - charge.Item2);
            BankView mended = Banks.Merge("1+2+3", [.. charges.Select(charge => Banks.Healthy(remaining: charge.Item1 - room, installed: charge.Item1))]);
            Assert.Equal(0, StringCheck.Decide(mended, StringSettings.Default, StringMemory.Empty, Banks.Now).Figures.LostAh!.Value.Value, 1e-9);
        });

    private void Stay(string wiring, params BatterySnapshot[] batteries)
    {
        See(wiring, TimeSpan.Zero, batteries);
        See(wiring, s_delay, batteries);
        Assert.True(_figures.IsApart);
    }

    private void See(string wiring, TimeSpan after, params BatterySnapshot[] batteries) => See(wiring, after, StringSettings.Default, batteries);

    private void See(string wiring, TimeSpan after, StringSettings settings, params BatterySnapshot[] batteries) =>
        (_figures, _memory) = StringCheck.Decide(Banks.Merge(wiring, batteries), settings, _memory, Banks.Now + after);
}
