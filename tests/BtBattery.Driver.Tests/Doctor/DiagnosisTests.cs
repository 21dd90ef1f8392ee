using System.Text.Json;
using System.Text.Json.Nodes;
using BtBattery.Driver.Doctor;
using BtBattery.Driver.Doctor.Facts;

namespace BtBattery.Driver.Tests.Doctor;

/// <summary>One file per cause gives exactly that diagnosis.</summary>
public sealed class DiagnosisTests
{
    public static TheoryData<string> Fixtures => [.. Fixture.Names];

    public static TheoryData<string> Codes => [.. DiagnosisCodes.All.Select(code => code.Code)];

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void A_fixture_gives_exactly_its_diagnosis(string name)
    {
        Fixture fixture = Fixture.Load(name);

        IReadOnlyList<Finding> findings = Diagnosis.Find(fixture.Facts);

        Assert.Equal(fixture.Expect, findings.Select(finding => finding.Code));
        Assert.All(findings, finding =>
        {
            Assert.DoesNotContain("{", finding.Text + finding.Action, StringComparison.Ordinal);
            Assert.EndsWith(".", finding.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("..", finding.Text, StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_has_a_fixture_of_its_name(string code)
    {
        Assert.Matches("^[a-z]+(_[a-z]+)*$", code);
        Assert.Equal([code], Fixture.Load(code).Expect);
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void A_fixture_bears_the_name_of_what_it_expects(string name)
    {
        Fixture fixture = Fixture.Load(name);

        Assert.Equal(name.Split('-')[0], fixture.Expect.SingleOrDefault() ?? "healthy");
    }

    /// <summary>What is not known is no fault: whichever part is missing, nothing else is blamed for it.</summary>
    [Theory]
    [MemberData(nameof(Fixtures))]
    public void A_part_that_could_not_be_learned_adds_no_finding(string name)
    {
        Fixture fixture = Fixture.Load(name);
        JsonObject facts = JsonNode.Parse(FactsJson.Write(fixture.Facts))!.AsObject();

        // The adapter that is wanted is a choice, and without the switches one only knows less exactly why a radio is off.
        string[] exceptions = ["not_learned", "wanted_adapter", "radio_switches"];
        foreach (string part in facts.Select(property => property.Key).Except(exceptions).ToArray())
        {
            JsonObject without = facts.DeepClone().AsObject();
            without[part] = null;

            IReadOnlyList<Finding> findings = Diagnosis.Find(FactsJson.Read(without.ToJsonString()));

            Assert.Empty(findings.Select(finding => finding.Code).Except(fixture.Expect));
        }
    }

    [Fact]
    public void Knowing_nothing_is_no_fault_and_is_told()
    {
        var nothing = new SystemFacts { NotLearned = [new NotLearned("everything", "nobody answered")] };

        Assert.Empty(Diagnosis.Find(nothing));
        Assert.Contains("Not checked: everything: nobody answered.", DoctorText.Write([], Coverage.Of(nothing)), StringComparison.Ordinal);
    }

    [Fact]
    public void Independent_causes_are_told_together_faults_first()
    {
        SystemFacts facts = Fixture.Load("phone_server_in_the_way").Facts with { ConfigurationErrors = ["A typo"] };
        facts = facts with
        {
            DataFolder = facts.DataFolder! with { FreeBytes = 10 },
            Victron = facts.Victron! with { Settings = facts.Victron.Settings! with { Bol = 0 } },
        };

        Assert.Equal(
            ["configuration_error", "data_full", "dvcc_off", "phone_server_in_the_way"], Diagnosis.Find(facts).Select(finding => finding.Code));
    }

    [Fact]
    public void What_a_driver_noticed_is_not_told_twice_where_a_setting_explains_it()
    {
        SystemFacts facts = Fixture.Load("phone_server_in_the_way").Facts with { Batteries = Fixture.Load("links_cut").Facts.Batteries };

        Assert.Equal(["phone_server_in_the_way"], Diagnosis.Find(facts).Select(finding => finding.Code));
    }

    [Fact]
    public void The_order_of_mending_puts_every_fault_before_any_advice()
    {
        Assert.Equal(DiagnosisCodes.All.OrderByDescending(code => code.Severity), DiagnosisCodes.All);
        Assert.Distinct(DiagnosisCodes.All.Select(code => code.Code));
    }

    [Fact]
    public void The_three_causes_of_an_unseen_battery_stand_in_order_of_likelihood()
    {
        Finding finding = Assert.Single(Diagnosis.Find(Fixture.Load("battery_not_seen").Facts));

        Assert.Matches("phone app may hold it.*asleep.*out of range", finding.Text);
        Assert.Matches("app on every phone.*wake it.*nearer", finding.Action);
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Facts_survive_the_way_through_a_file(string name)
    {
        string written = FactsJson.Write(Fixture.Load(name).Facts);

        Assert.Equal(written, FactsJson.Write(FactsJson.Read(written)));
    }

    [Theory]
    [InlineData("{\"buss\": null}")]
    [InlineData("{\"bus\": {\"is_reachable\": \"yes\"}}")]
    [InlineData("null")]
    [InlineData("[")]
    public void Facts_that_are_none_are_refused(string json) => Assert.ThrowsAny<JsonException>(() => FactsJson.Read(json));
}
