using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Charging.Currents;

namespace BtBattery.Aggregation.Tests.Charging;

/// <summary>How it is learned what each battery in parallel carries.</summary>
public sealed class ShareTests
{
    [Fact]
    public void M5_measured_shares_hold_while_enough_current_flows()
    {
        var bank = new CurrentBank("1|2");
        bank.Turn();
        Assert.Equal(180, bank.Discharge);

        // 0.05 C of 200 Ah are 10 A; 60 % of the current goes through one of them.
        bank.Amps(-24, -16).Turns(3);
        Assert.Equal(90 / 0.6, bank.Discharge, 9);
        Assert.Equal((LimitCause.Share, 1), (bank.Last.Discharge.Deciding.Cause, bank.Last.Discharge.Deciding.Battery));
        Assert.Equal(60, bank.Last.Discharge.Deciding.Reading!.Value, 9);

        // The other direction was not measured.
        Assert.Equal(140, bank.Charge);
    }

    [Fact]
    public void Little_current_teaches_nothing()
    {
        CurrentBank bank = new CurrentBank("1|2").Amps(-6, -3);
        bank.Turns(10);
        Assert.Equal(180, bank.Discharge);
    }

    [Fact]
    public void One_odd_reading_teaches_nothing()
    {
        CurrentBank bank = new CurrentBank("1|2").Amps(-20, -20);
        bank.Turns(10);
        bank.Amps(-20, -60).Turn();
        bank.Amps(-20, -20).Turns(2);
        Assert.Equal(180, bank.Discharge, 9);
        Assert.Equal(0.5, bank.Memory.Joints[0].Discharge.Measured[1]!.Value, 9);
    }

    [Fact]
    public void Readings_of_different_moments_are_not_compared()
    {
        CurrentBank bank = new CurrentBank("1|2").Amps(-30, -10);
        bank.IsSilent[1] = true;
        bank.Turns(3);
        Assert.Empty(bank.Memory.Joints[0].Discharge.Measured);
    }

    [Fact]
    public void Steps_of_the_load_teach_the_ratios_whatever_the_batteries_exchange()
    {
        CurrentBank bank = Exchanging(10);
        JointMemory joint = bank.Memory.Joints[0];
        Assert.True(joint.Steps >= 3);
        Assert.Equal(0.7, joint.Weights[0], 6);
        Assert.Equal(10, joint.Exchange[0], 6);

        // They hold in both directions, also the one that was never measured. Charging, what flows into it from the other one comes on top.
        bank.Turn();
        Assert.Equal((70 - 10) / 0.7, bank.Charge, 6);
        Assert.Equal("besides, 10.0 A flow into it from the others", bank.Last.Charge.Deciding.Note);
        Assert.Equal((90 + 10) / 0.7, bank.Discharge, 6);
        Assert.Equal((LimitCause.Share, 1), (bank.Last.Discharge.Deciding.Cause, bank.Last.Discharge.Deciding.Battery));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(0.5, true)]
    [InlineData(1, false)]
    public void A_small_change_teaches_ratios_only_where_all_else_stands_still(double wavering, bool isLearned)
    {
        // 6 A of 200 Ah are little; with currents that waver by 1 A nothing is concluded from them.
        CurrentBank bank = new CurrentBank("1|2");
        for (int i = 0; i < 40; i++)
        {
            double load = -40 - (i / 5 % 2 == 0 ? 6 : 0);
            bank.Amps(0.7 * load + i % 2 * wavering, 0.3 * load - i % 2 * wavering).Turn();
        }

        Assert.Equal(isLearned, bank.Memory.Joints[0].Steps >= 3);
        Assert.True(!isLearned || Math.Abs(bank.Memory.Joints[0].Weights[0] - 0.7) < 0.1);
    }

    [Fact]
    public void What_a_nearly_full_battery_gives_the_others_leaves_room_for_more()
    {
        // 70 % of the current go into the first one, and 4 A of that into the other.
        CurrentBank bank = Exchanging(-4);
        bank.ChargeAmps[0] = 5;
        bank.Turns(40);
        Assert.Equal((5 + 4) / 0.7, bank.Charge, 6);
        Assert.Equal(1, bank.Last.Charge.Deciding.Battery);
        Assert.Equal("besides, 4.0 A flow from it into the others", bank.Last.Charge.Deciding.Note);

        // It counts up to twice its own limit, so one that may carry nothing still lets nothing through.
        bank.ChargeAmps[0] = 1.5;
        bank.Turn();
        Assert.Equal((1.5 + 3) / 0.7, bank.Charge, 6);
        bank.ChargeAmps[0] = 0;
        bank.Turn();
        Assert.Equal(0, bank.Charge);
    }

    [Fact]
    public void What_others_push_into_a_battery_takes_half_of_its_limit_at_most()
    {
        CurrentBank bank = Exchanging(8);
        bank.ChargeAmps[0] = 10;
        bank.Turn();
        Assert.Equal((10 - 5) / 0.7, bank.Charge, 6);
    }

    [Fact]
    public void What_a_battery_gives_counts_while_it_is_seen_to()
    {
        CurrentBank bank = Exchanging(-4);
        bank.ChargeAmps[0] = 5;
        bank.Turns(40);
        Assert.Equal((5 + 4) / 0.7, bank.Charge, 6);

        // Loads that never stand still show nothing, and after a minute it is not known any more.
        for (int i = 0; i < 31; i++)
        {
            double load = i % 2 == 0 ? -6 : 0;
            bank.Amps(0.7 * load - 4, 0.3 * load + 4).Turn();
        }

        Assert.Equal(5 / 0.7, bank.Charge, 6);
    }

    [Fact]
    public void What_a_battery_takes_counts_until_it_is_measured_anew()
    {
        CurrentBank bank = Exchanging(4);
        bank.ChargeAmps[0] = 20;
        bank.Turn();
        for (int i = 0; i < 60; i++)
        {
            double load = i % 2 == 0 ? -6 : 0;
            bank.Amps(0.7 * load + 4, 0.3 * load - 4).Turn();
        }

        Assert.Equal((20 - 4) / 0.7, bank.Charge, 6);
        bank.Amps(0, 0).Turns(60);
        Assert.Equal(20 / 0.7, bank.Charge, 3);
    }

    [Fact]
    public void While_one_does_not_say_its_current_nobody_is_relieved()
    {
        CurrentBank bank = Exchanging(-4);
        bank.ChargeAmps[0] = 5;
        bank.Turns(40);
        bank.Set(2, battery => battery with { Current = null }).Turn();
        Assert.InRange(bank.Charge, 0, 5 / 0.7 + 1e-9);
    }

    [Fact]
    public void With_one_battery_switched_off_nothing_is_exchanged()
    {
        CurrentBank bank = Exchanging(10);
        bank.Set(2, battery => battery with { ChargeFetOn = new(false, bank.Now), DischargeFetOn = new(false, bank.Now), Current = new(0, bank.Now) });
        bank.Turn();
        Assert.Equal(70, bank.Charge, 6);
    }

    [Fact]
    public void Voltages_beside_the_steps_teach_resistances()
    {
        CurrentBank bank = new CurrentBank("1|2");
        for (int i = 0; i < 8; i++)
        {
            double amps = i % 2 == 0 ? 0 : -20;
            bank.Amps(amps, amps);
            bank.Set(1, battery => battery with { Voltage = new(13.2 + amps * 0.004, bank.Now) }).Set(2, battery => battery with { Voltage = new(13.2 + amps * 0.004, bank.Now) }).Turns(3);
        }

        Assert.Equal(0.004, bank.Memory.Joints[0].Ohms[1]!.Value, 6);

        bank.Amps(0, 0).Set(2, battery => battery with { Voltage = new(13.6, bank.Now), ChargeFetOn = new(false, bank.Now), DischargeFetOn = new(false, bank.Now) });
        bank.Set(1, battery => battery with { Voltage = new(13.2, bank.Now) }).Turn();
        Assert.False(Assert.Single(bank.Last.Risks).IsAssumed);
        Assert.Equal(50, bank.Last.Risks[0].InrushAmps!.Value, 3);
    }

    /// <summary>Also while another one is switched off, so that the ones that are on can be compared with it at rest.</summary>
    [Fact]
    public void Resistances_are_learned_of_those_that_conduct()
    {
        CurrentBank bank = new CurrentBank("1|2|3").Set(3, battery => battery with { ChargeFetOn = new(false, Banks.Now), DischargeFetOn = new(false, Banks.Now) });
        for (int i = 0; i < 4; i++)
        {
            Load(i % 2 == 0 ? 0 : 20);
        }

        // By their voltages the others are 0.2 V and more above the third, and by what they are at rest they are not.
        Assert.Equal([3, 3, 0], bank.Memory.Joints[0].OhmsSteps);
        Load(40);
        Assert.Empty(bank.Last.Risks);
        Assert.Equal(140, bank.Charge, 6);

        void Load(double amps)
        {
            bank.Amps(amps, amps, 0);
            bank.Set(1, battery => battery with { Voltage = new(13.2 + amps * 0.006, bank.Now) }).Set(2, battery => battery with { Voltage = new(13.2 + amps * 0.008, bank.Now) }).Turns(3);
        }
    }

    [Fact]
    public void A_battery_past_95_percent_of_its_limit_brings_the_total_down_from_the_next_turn_on()
    {
        CurrentBank bank = new CurrentBank("1|2");
        bank.Turn();
        bank.Amps(-86, -60).Turn();
        Assert.Equal(180, bank.Discharge);
        bank.Turn();

        // It carried 86 of 146 A; with that much, 95 % of its 90 A are reached at 145.2 A.
        Assert.InRange(bank.Discharge, 145.1, 145.5);
        Assert.Equal((LimitCause.Share, 1), (bank.Last.Discharge.Deciding.Cause, bank.Last.Discharge.Deciding.Battery));
        Assert.Equal(140, bank.Charge);
    }

    /// <summary>Where the sun feeds in, the charge current is not obeyed, and how batteries share several times as much says little of how they share that.</summary>
    [Theory]
    [InlineData(-4, 5)]
    [InlineData(0, 5)]
    [InlineData(3, 10)]
    public void A_current_far_above_what_is_allowed_is_carried_back_to_it(double exchange, double limit)
    {
        CurrentBank bank = Exchanging(exchange);
        bank.ChargeAmps[0] = limit;
        bank.Amps(0.7 * 60 + exchange, 0.3 * 60 - exchange).Turns(20);
        Assert.InRange(bank.Charge / ((limit - exchange) / 0.7), 0.94, 0.955);

        // Nobody can tell what is exchanged before the ratios are learned.
        CurrentBank unlearned = new CurrentBank("1|2").Amps(0.7 * 60 + exchange, 0.3 * 60 - exchange);
        unlearned.ChargeAmps[0] = limit;
        unlearned.Turns(20);
        Assert.InRange(unlearned.Charge / (limit / (0.7 + exchange / 60)), 0.94, 0.955);
    }

    [Fact]
    public void One_reading_costs_a_fifth_at_most_and_is_forgotten_slowly()
    {
        CurrentBank bank = new CurrentBank("1|2");
        bank.Turn();
        bank.Amps(-1000, -10).Turn();
        bank.Amps(-20, -20).Turn();
        Assert.Equal(0.8 * 180, bank.Discharge, 0);
        double low = bank.Discharge;
        bank.Turns(30);
        Assert.InRange(bank.Discharge, low, low + 15);
        bank.Turns(120);
        Assert.Equal(180, bank.Discharge, 6);
    }

    /// <summary>
    /// The whole loop with batteries as they are: each an open-circuit voltage behind a resistance, on one busbar, with a charger that gives what CCL allows three
    /// seconds later. Whatever resistances and states of charge they have, no battery stays above its limit.
    /// </summary>
    [Theory]
    [InlineData(0.010, 0.010, 0)]
    [InlineData(0.010, 0.020, 0)]
    [InlineData(0.010, 0.020, 0.15)]
    [InlineData(0.006, 0.030, -0.1)]
    [InlineData(0.010, 0.012, 0.3)]
    public void M5_no_battery_stays_above_its_own_limit(double ohms, double otherOhms, double voltsAbove)
    {
        CurrentBank bank = new CurrentBank("1|2");
        (bank.ChargeAmps[0], bank.ChargeAmps[1]) = (50, 30);
        var given = new Queue<double>([0, 0]);
        bank.Turn();
        double seldom = 0;
        for (int turn = 0; turn < 900; turn++)
        {
            given.Enqueue(bank.Charge);
            double total = given.Dequeue();
            double conductance = 1 / ohms + 1 / otherOhms;
            double volts = (total + 13.2 / ohms + (13.2 + voltsAbove) / otherOhms) / conductance;
            (double one, double other) = ((volts - 13.2) / ohms, (volts - 13.2 - voltsAbove) / otherOhms);
            bank.Amps(one, other).Turn();
            seldom += one > 50 || other > 30 ? 1 : 0;
            if (turn > 100)
                Assert.True(one <= 51 && other <= 31, $"turn {turn}: {one:F1} A and {other:F1} A of {total:F1} A");
        }

        // And they are used: one of the two is near its limit in the end.
        Assert.InRange(seldom, 0, 60);
        Assert.InRange(Math.Max(bank.Batteries[0].Current!.Value.Value / 50, bank.Batteries[1].Current!.Value.Value / 30), 0.80, 1.001);
    }

    /// <summary>
    /// The same with loads that are switched and teach resistances: the fuller one is nearly full, and what it gives the other one is used, without its limit being passed.
    /// </summary>
    [Theory]
    [InlineData(0.004, 0.012, 0.04, 5)]
    [InlineData(0.004, 0.012, 0.04, 2)]
    [InlineData(0.004, 0.012, 0.11, 4)]
    [InlineData(0.012, 0.004, 0.06, 15)]
    [InlineData(0.006, 0.018, -0.05, 20)]
    public void M5_what_batteries_exchange_is_used_and_no_limit_is_passed(double ohms, double otherOhms, double voltsFuller, double limit)
    {
        CurrentBank bank = new CurrentBank("1|2");
        (bank.ChargeAmps[0], bank.ChargeAmps[1]) = (limit, 70);
        var given = new Queue<double>([0, 0]);
        bank.Turn();
        double weight = 1 / ohms / (1 / ohms + 1 / otherOhms);
        double exchange = -voltsFuller / (ohms + otherOhms);
        double best = Math.Min((limit - Math.Max(exchange, -2 * limit)) / weight, (70 + exchange) / (1 - weight));
        double allowed = 0;
        for (int turn = 0; turn < 900; turn++)
        {
            given.Enqueue(bank.Charge);

            // Now and then a kettle.
            double total = given.Dequeue() - (turn % 90 is > 40 and < 50 ? 30 : 0);
            bank.Amps(weight * total + exchange, (1 - weight) * total - exchange).Turn();
            allowed += turn > 300 ? Math.Min(best, bank.Charge) : 0;
            Assert.True(turn < 100 || bank.Batteries[0].Current!.Value.Value <= limit + 1, $"turn {turn}: {bank.Batteries[0].Current!.Value.Value:F1} A of {total:F1} A");
        }

        Assert.InRange(allowed / 599 / best, 0.9, 1.0001);
    }

    [Fact]
    public void Memory_survives_as_plain_json()
    {
        CurrentBank bank = new CurrentBank("(1|2)+(3|4)");
        for (int i = 0; i < 10; i++)
        {
            double load = i % 2 == 0 ? -80 : 0;
            bank.Amps(0.7 * load, 0.3 * load, 0.6 * load, 0.4 * load).Turns(4);
        }

        bank.Amps(-88, -20, -50, -50).Turns(2);
        Assert.Equal(2, bank.Memory.Joints.Count);
        string text = System.Text.Json.JsonSerializer.Serialize(bank.Memory);
        CurrentMemory again = System.Text.Json.JsonSerializer.Deserialize<CurrentMemory>(text)!;
        Assert.Equal(text, System.Text.Json.JsonSerializer.Serialize(again));

        var other = new CurrentBank("(1|2)+(3|4)") { Memory = again };
        bank.Batteries.CopyTo(other.Batteries, 0);
        other.Turn((bank.Now - other.Now).TotalSeconds + 2);
        bank.Turn();
        Assert.Equal(bank.Discharge, other.Discharge);
        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(bank.Memory), System.Text.Json.JsonSerializer.Serialize(other.Memory));
    }

    /// <summary>Two batteries of which the first takes some current from the other one all the time; a load of 40 A, which divides 70 to 30, has taught that.</summary>
    private static CurrentBank Exchanging(double amps)
    {
        CurrentBank bank = new CurrentBank("1|2");
        for (int i = 0; i < 6; i++)
        {
            double load = i % 2 == 0 ? -40 : 0;
            bank.Amps(0.7 * load + amps, 0.3 * load - amps).Turns(5);
        }

        return bank;
    }
}
