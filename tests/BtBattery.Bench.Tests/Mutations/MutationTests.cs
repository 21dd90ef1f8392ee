using System.Reflection;
using BtBattery.Aggregation.Charging;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Options;

namespace BtBattery.Bench.Tests;

/// <summary>Every rule of the driver is there for something: left out, an oracle sees it, and with all rules nothing happens in the same bank.</summary>
public sealed class MutationTests
{
    public static TheoryData<string> Rules => [.. Mutations.All.Select(mutation => mutation.Rule)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Without_a_rule_an_oracle_sees_it(string rule)
    {
        Mutation mutation = Mutations.All.Single(each => each.Rule == rule);
        BankResult result = BankTrial.Run(mutation.Case, () => new DriverRig(mutation.Case, mutation.LeaveOut));
        Assert.Contains(result.Violations, violation => violation.Oracle == mutation.Oracle);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void With_all_rules_nothing_happens_in_the_same_bank(string rule)
    {
        Mutation mutation = Mutations.All.Single(each => each.Rule == rule);
        Assert.Empty(BankTrial.Run(mutation.Case).Violations);
    }

    [Fact]
    public void Each_rule_that_stands_in_code_is_left_out_once()
    {
        SafetyRule[] left = [.. Mutations.All.Select(mutation => LeftOutOf(mutation.LeaveOut(Plan())))];
        Assert.Equal(Enum.GetValues<SafetyRule>().Where(rule => rule != SafetyRule.None).Order(), left.Where(rule => rule != SafetyRule.None).Order());
        Assert.Equal(Mutations.All.Count, Mutations.All.Select(mutation => mutation.Rule).Distinct().Count());
    }

    [Fact]
    public void Nothing_that_ships_leaves_a_rule_out()
    {
        Assert.Equal(SafetyRule.None, LeftOutOf(Plan()));
        Assert.DoesNotContain(typeof(BankPlan).Assembly.GetTypes().Concat(typeof(SafetyRule).Assembly.GetTypes()).SelectMany(type => type.GetProperties()), property => property.PropertyType == typeof(SafetyRule));
        Assert.Null(typeof(Driver.Run.BatteryServices).GetProperty("Replan", BindingFlags.Public | BindingFlags.Instance));
    }

    /// <summary>The rule that a plan lacks, wherever it is said.</summary>
    private static SafetyRule LeftOutOf(BankPlan plan)
    {
        BankControlSettings control = plan.Control;
        return ((SafetyRule[])[control.LeftOut, control.Currents.LeftOut, control.Voltage.LeftOut, .. control.Members.Select(member => member.LeftOut), .. control.Times.Select(times => times.LeftOut)]).Max();
    }

    private static BankPlan Plan()
    {
        var files = new World.Tests.WorldFiles();
        string folder = AppContext.BaseDirectory;
        return BankPlanning.Plan(
            ConfigurationLoader.Load(new() { ProgramFolder = folder, CurrentFolder = folder, Batteries = ["A4:C1:38:00:00:01", "A4:C1:38:00:00:02"] }, files), "");
    }
}
