using BtBattery.Simulator.Physics;
using BtBattery.Simulator.Scenarios;

namespace BtBattery.Bench.Tests.Cases;

public sealed class StoryTableTests
{
    public static TheoryData<string> Names => [.. StoryTable.All.Select(story => story.Name)];

    [Fact]
    public void All_stories_come_up_and_every_other_bank_is_a_day_as_it_is()
    {
        BankCase[] banks = [.. StoryTable.Plan(3, 48)];
        Assert.Equal(24, banks.Count(bank => bank.Name == "day"));
        Assert.Equal(StoryTable.All.Select(story => story.Name).Order(), banks.Select(bank => bank.Name).Distinct().Order());
        Assert.Equal(banks.Length, banks.Select(bank => bank.Seed).Distinct().Count());
        Assert.All(banks.Where(bank => bank.Name == "day"), bank => Assert.False(bank.HasFault));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_seed_is_always_the_same_bank_and_another_one_is_not(string name)
    {
        Story story = StoryTable.Find(name)!;
        BankCase once = story.Of(7), again = story.Of(7), other = story.Of(8);
        Assert.Equal(once.ScenarioJson() + once.ConfigurationText() + once.Topology, again.ScenarioJson() + again.ConfigurationText() + again.Topology);
        Assert.Equal(once.Faults, again.Faults);
        Assert.NotEqual(once.ScenarioJson(), other.ScenarioJson());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Packs_can_be_scenarios_load_and_the_driver_takes_the_configuration(string name)
    {
        Story story = StoryTable.Find(name)!;
        for (int seed = 0; seed < 40; seed++)
        {
            BankCase bank = story.Of(seed);
            Assert.All(bank.Bank.Packs, pack => Assert.Null(pack.Objection()));
            Scenario scenario = ScenarioLoader.Parse(bank.ScenarioJson(), AppContext.BaseDirectory);
            Assert.Equal(bank.Bank.Packs.Count, scenario.Batteries.Count);
            Assert.Equal(bank.Bank.Wiring, scenario.Physics!.Bank.Wiring);

            // Throws for a configuration that the driver would refuse.
            OwnersLimits.Of(bank);
            Assert.All(bank.Faults.OfType<MemberFault>(), fault => Assert.InRange(fault.Member, 1, bank.Bank.Packs.Count));
            Assert.All(bank.Faults, fault => Assert.Equal(0, fault.From.Ticks % TimeSpan.TicksPerSecond));
        }
    }

    [Fact]
    public void What_a_scenario_says_of_a_pack_is_what_a_run_without_a_world_has()
    {
        foreach (BankCase bank in StoryTable.Plan(1, 26))
        {
            Scenario scenario = ScenarioLoader.Parse(bank.ScenarioJson(), AppContext.BaseDirectory);
            Assert.Equal(
                bank.Bank.Packs.Select(pack => (PhysicsJson.Pack(pack), pack.Bms!.Board)),
                scenario.Physics!.Bank.Packs.Select(pack => (PhysicsJson.Pack(pack), pack.Bms!.Board)));
            Assert.Equal(PhysicsJson.System(bank.System), PhysicsJson.System(scenario.Physics.System));
        }
    }

    [Fact]
    public void A_member_that_comes_back_is_eight_tenths_of_a_volt_away()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            BankCase bank = StoryTable.Find("reconnect")!.Of(seed);
            int off = bank.Faults.OfType<SwitchedOff>().Single().Member;
            double[] volts = [.. bank.Bank.Packs.Select(pack => pack.Cells.Sum(cell => OcvCurve.Of(pack.Chemistry).Volts(cell.Charge)))];
            Assert.All(volts.Where((_, index) => index != off - 1), other => Assert.Equal(0.8, other - volts[off - 1], 0.1));
        }
    }

    [Fact]
    public void Resistances_of_uneven_packs_differ_by_three_to_one()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            double[] ohms = [.. StoryTable.Find("uneven")!.Of(seed).Bank.Packs.Select(pack => pack.LeadOhms + pack.Cells.Sum(cell => cell.Ohms))];
            Assert.Equal(3, ohms.Max() / ohms.Min(), 1e-9);
        }
    }
}
