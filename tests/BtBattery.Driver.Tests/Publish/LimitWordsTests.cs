using BtBattery.Aggregation.Charging;
using BtBattery.Driver.Publish;

namespace BtBattery.Driver.Tests.Publish;

public sealed class LimitWordsTests
{
    private static readonly string[] s_bank = ["Port", "Starboard"];

    private static readonly string[] s_alone = ["Port"];

    [Fact]
    public void Every_cause_of_every_limit_has_words()
    {
        foreach (LimitKind kind in Enum.GetValues<LimitKind>())
        {
            Assert.NotEmpty(LimitWords.NameOf(kind));
            foreach (LimitCause cause in Enum.GetValues<LimitCause>())
            {
                var candidate = new Candidate(cause, 1, Reading: 2, Battery: 1, Number: 1);
                Assert.NotEmpty(LimitWords.Short(kind, candidate, 1));
                Assert.Equal($"B1 {LimitWords.Short(kind, candidate, 1)}", LimitWords.Short(kind, candidate, 2));
                Assert.StartsWith("B1 Port, ", LimitWords.Reason(kind, candidate, s_bank), StringComparison.Ordinal);
                Assert.Equal(cause.ToString(), LimitWords.CodeOf(cause));
            }
        }
    }

    [Fact]
    public void The_words_on_a_screen_are_not_made_anew()
    {
        var candidate = new Candidate(LimitCause.CellVoltage, 12.5, 3.462, Battery: 2, Number: 7);
        Assert.Equal("B2 Cell Voltage", LimitWords.Short(LimitKind.ChargeCurrent, candidate, 2));
        Assert.Same(LimitWords.Short(LimitKind.ChargeCurrent, candidate, 2), LimitWords.Short(LimitKind.ChargeCurrent, candidate, 2));
    }

    [Theory]
    [InlineData(LimitKind.ChargeVoltage, "Max Cell Voltage")]
    [InlineData(LimitKind.ChargeCurrent, "Max Battery Charge Current")]
    [InlineData(LimitKind.DischargeCurrent, "Max Battery Discharge Current")]
    public void What_is_configured_is_called_by_its_limit(LimitKind kind, string expected) =>
        Assert.Equal(expected, LimitWords.Short(kind, new Candidate(LimitCause.Configured, 50), 1));

    [Fact]
    public void A_limit_is_told_with_battery_cell_and_reading()
    {
        Limit limit = Limit.Of([new(LimitCause.Configured, 50), new(LimitCause.CellVoltage, 12.5, 3.462, Battery: 2, Number: 7)]);
        Assert.Equal("12.5 A: B2 Starboard, cell 7 at 3.462 V", LimitWords.Long(LimitKind.ChargeCurrent, limit, s_bank));
    }

    [Fact]
    public void One_battery_alone_is_not_named()
    {
        Limit limit = Limit.Of([new(LimitCause.Temperature, 7, 2.04, Battery: 1, Number: 2)]);
        Assert.Equal("7.0 A: temperature sensor 2 at 2.0 °C", LimitWords.Long(LimitKind.ChargeCurrent, limit, s_alone));
    }

    [Fact]
    public void A_limit_that_claims_nothing_says_why()
    {
        var limit = Limit.Invalid(new(LimitCause.WrongBank, 0, Note: "these look wired in parallel"));
        Assert.Equal(
            "not given: other devices measure another voltage: these look wired in parallel", LimitWords.Long(LimitKind.ChargeVoltage, limit, s_bank));
    }

    [Theory]
    [InlineData(LimitKind.ChargeCurrent, "charge")]
    [InlineData(LimitKind.DischargeCurrent, "discharge")]
    public void An_open_FET_is_told_with_its_direction(LimitKind kind, string direction) =>
        Assert.Equal($"the BMS has switched {direction} off", LimitWords.Reason(kind, new Candidate(LimitCause.FetOpen, 0), s_alone));

    [Theory]
    [InlineData(LimitCause.Silent, null, "answers late; limits do not rise", "B2 Starboard, answers late; limits do not rise")]
    [InlineData(LimitCause.NotKnown, null, "has not answered yet", "B2 Starboard, has not answered yet")]
    [InlineData(LimitCause.ReconnectGuard, 0.8, "Starboard stands 0.80 V above", "Starboard stands 0.80 V above")]
    [InlineData(LimitCause.SensorLost, null, "the sensor of the power stage", "B2 Starboard, the sensor of the power stage gives no value any more")]
    [InlineData(LimitCause.Protection, null, "over-current", "B2 Starboard, a protection of the BMS is up: over-current")]
    [InlineData(LimitCause.Share, null, "how much each carries is not known now", "B2 Starboard, how much each carries is not known now")]
    [InlineData(LimitCause.NotConfigured, 100.0, null, "B2 Starboard, a share of its capacity of 100 Ah, since MAX_BATTERY_CHARGE_CURRENT and MAX_BATTERY_DISCHARGE_CURRENT are not both set")]
    public void A_note_says_more_or_all_of_it(LimitCause cause, double? reading, string? note, string expected) =>
        Assert.Equal(expected, LimitWords.Reason(LimitKind.ChargeCurrent, new(cause, 0, reading, Battery: 2, Note: note), s_bank));

    [Fact]
    public void Numbers_have_a_point_in_every_country() =>
        Assert.Equal(("27.60 V", "12.5 A"), (LimitWords.Amount(LimitKind.ChargeVoltage, 27.6), LimitWords.Amount(LimitKind.DischargeCurrent, 12.5)));
}
