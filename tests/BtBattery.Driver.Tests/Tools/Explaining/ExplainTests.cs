using System.Text.Json;
using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Guard;
using BtBattery.Aggregation.Merging;
using BtBattery.Driver.Tools;
using BtBattery.Driver.Tools.Explaining;

namespace BtBattery.Driver.Tests.Tools.Explaining;

public sealed class ExplainTests
{
    private static readonly ReportStyle s_style = new(IsUnicode: true);

    [Fact]
    public void Each_limit_is_told_with_its_cause_then_all_that_was_considered_then_battery_by_battery() => Assert.Equal(
        [
            "Charge voltage 27.60 V: the most that is configured (MAX_CELL_VOLTAGE for every cell)",
            "Charge current 25.0 A: B2 Starboard, of the whole current it carries 50 %, and no more than its own limit",
            "Discharge current 180.0 A: what its parts bear together",
            "",
            "Charge voltage, all that was considered:",
            "  >   27.60 V  the most that is configured (MAX_CELL_VOLTAGE for every cell)",
            "      27.60 V  the stage of charging",
            "",
            "Charge current, all that was considered:",
            "  >    25.0 A  B2 Starboard, of the whole current it carries 50 %, and no more than its own limit",
            "       30.0 A  on its way up again: it rises after a hold and by a ramp",
            "       62.5 A  what its parts bear together",
            "",
            "B1 Port, Live: charge 50.0 A, discharge 90.0 A",
            "  by its own readings, charge:",
            "    >    50.0 A  the most that is configured (MAX_BATTERY_CHARGE_CURRENT)",
            "  by its own readings, discharge:",
            "    >    90.0 A  the most that is configured (MAX_BATTERY_DISCHARGE_CURRENT)",
            "",
            "B2 Starboard, Live: charge 12.5 A, discharge 90.0 A",
            "  by its own readings, charge:",
            "    >    12.5 A  cell 7 at 3.462 V leaves 0.25 of 50.0 A",
            "         25.0 A  the state of charge at 93 % leaves 0.5 of 50.0 A",
            "         50.0 A  the most that is configured (MAX_BATTERY_CHARGE_CURRENT)",
            "  by its own readings, discharge:",
            "    >    90.0 A  the most that is configured (MAX_BATTERY_DISCHARGE_CURRENT)",
        ],
        ExplainReport.Lines(ExplainedBank.Of(Outcomes.Parallel()), s_style));

    [Fact]
    public void What_is_not_given_says_why() => Assert.Equal(
        [
            "com.victronenergy.battery.btbattery_a4c138000001",
            "Charge voltage not given: not every battery has answered, or too long ago",
            "Charge current not given: not every battery has answered, or too long ago",
            "Discharge current not given: not every battery has answered, or too long ago",
            "",
            "B1 Port, Starting (has not answered yet; limits are given when every battery has): charge not given, discharge not given",
        ],
        ExplainReport.Lines(ExplainedBank.Of(Outcomes.Starting()) with { Service = "com.victronenergy.battery.btbattery_a4c138000001" }, s_style));

    [Fact]
    public void What_the_owner_has_to_mend_stands_under_the_limits()
    {
        BankOutcome outcome = Outcomes.Starting() with
        {
            Problems = [new(BankProblemCodes.WrongBank, true, "use -p."), new(BankProblemCodes.SeriesCurrents, false, "a sensor is wrong.")],
            Risks = [new(2, 0.8, 80, true, GuardAction.Zero, GuardAction.Zero, "Starboard stands 0.80 V above.")],
        };
        Assert.Equal(
            ["No limits: use -p.", "Look at this: a sensor is wrong.", "Look at this: Starboard stands 0.80 V above."],
            ExplainReport.Lines(ExplainedBank.Of(outcome), s_style).Skip(3).Take(3));
    }

    /// <summary>There its number is a share of the bank, and not what the curve left.</summary>
    [Fact]
    public void Of_a_bank_no_share_of_a_maximum_is_told()
    {
        Limit limit = Limit.Of([new(LimitCause.Configured, 50, Battery: 1), new(LimitCause.Soc, 25, 93, Battery: 2)]);
        Assert.Equal("B2 Starboard, the state of charge at 93 %", ExplainedBank.Of(Outcomes.Parallel() with { ChargeCurrent = limit }).ChargeCurrent.Causes[0].Why);
    }

    [Fact]
    public void A_name_cannot_write_to_a_terminal_what_it_wants()
    {
        ExplainedBank bank = ExplainedBank.Of(Outcomes.Starting());
        ExplainedBank bad = bank with { Batteries = [bank.Batteries[0] with { Name = "\u001b[31mred" }] };
        Assert.All(ExplainReport.Lines(bad, s_style), line => Assert.DoesNotContain('\u001b', line));
        Assert.Contains("25.0 C", string.Join('\n', ExplainReport.Lines(
            bank with { ChargeCurrent = new() { Causes = [new() { Why = "at 25.0 °C" }] } }, new(IsUnicode: false))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tool_reads_what_a_driver_writes()
    {
        ExplainedBank bank = ExplainedBank.Of(Outcomes.Parallel() with { Problems = [new(BankProblemCodes.WrongBank, true, "use -p.")] });
        ExplainedBank read = ExplainJson.Read(ExplainJson.Write(bank));
        Assert.Equal(ExplainReport.Lines(bank, s_style), ExplainReport.Lines(read, s_style));
        Assert.Equal(ExplainJson.Write(bank), ExplainJson.Write(read));
    }

    [Fact]
    public void A_tool_reads_what_another_version_writes_as_far_as_it_knows_it()
    {
        ExplainedBank read = ExplainJson.Read("{\"charge_current\":{\"value\":12.5,\"news\":[1]},\"more\":{}}");
        Assert.Equal(12.5, read.ChargeCurrent.Value);
        Assert.Equal(3, ExplainReport.Lines(read, s_style).Count());
        Assert.Throws<FormatException>(() => ExplainJson.Read("no limits"));
        Assert.Throws<FormatException>(() => ExplainJson.Read("null"));
    }

    [Fact]
    public void Numbers_and_words_stand_side_by_side_for_programs()
    {
        using JsonDocument json = JsonDocument.Parse(ExplainJson.Write([ExplainedBank.Of(Outcomes.Parallel())]));
        JsonElement battery = json.RootElement[0].GetProperty("batteries")[1];
        JsonElement cause = battery.GetProperty("charge").GetProperty("causes")[0];
        Assert.Equal(
            ("CellVoltage", 12.5, 3.462, 2, 7),
            (
                cause.GetProperty("cause").GetString(),
                cause.GetProperty("value").GetDouble(),
                cause.GetProperty("reading").GetDouble(),
                cause.GetProperty("battery").GetInt32(),
                cause.GetProperty("number").GetInt32()));
        Assert.Equal(("Live", 12.5), (battery.GetProperty("condition").GetString(), battery.GetProperty("charge_amps").GetDouble()));
    }
}
