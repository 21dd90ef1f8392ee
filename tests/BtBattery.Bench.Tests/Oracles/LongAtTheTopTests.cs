namespace BtBattery.Bench.Tests;

public sealed class LongAtTheTopTests
{
    private const string Stages = "CVCM_ENABLE = True\nMAX_VOLTAGE_TIME_SEC = 100\n";

    [Theory]
    [InlineData(220, 0)]
    [InlineData(260, 1)]
    public void A_full_bank_is_not_held_at_its_highest_voltage_for_long(int seconds, int expected) => Assert.Equal(expected, Seen(Stages, seconds, _ => 13.8));

    [Fact]
    public void Time_below_it_does_not_count() => Assert.Equal(0, Seen(Stages, 260, second => second < 100 ? 13.4 : 13.8));

    [Fact]
    public void Time_at_it_adds_up() => Assert.Equal(1, Seen(Stages, 400, second => second is > 100 and < 200 ? 13.4 : 13.8));

    [Fact]
    public void With_a_low_state_of_charge_it_begins_anew() => Assert.Equal(0, Seen(Stages, 400, _ => 13.8, second => second == 200 ? 80 : 99));

    /// <summary>What leads lose is no voltage of the cells.</summary>
    [Fact]
    public void Terminals_alone_do_not_count() => Assert.Empty(Made.Seen(
        new LongAtTheTop(Made.Owner(keys: Stages), [4]), 1000,
        second => Made.Sight(second, Made.Pack() with { ShownSocPercent = 99, CellSumVolts = 13.7 }) with { Volts = 13.8 }));

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void Of_packs_in_parallel_the_highest_counts_that_can_be_charged(bool canBe, int expected) => Assert.Equal(expected, Made.Seen(
        new LongAtTheTop(Made.Owner(2, "1|2", Stages), [4, 4]), 260,
        second => Made.Sight(
            second,
            Made.Pack() with { ShownSocPercent = 99, CellSumVolts = 13.6 },
            Made.Pack(2) with { ShownSocPercent = 99, CellSumVolts = 13.8, ChargeFet = canBe })).Count);

    [Fact]
    public void Without_stages_nothing_is_said() => Assert.Equal(0, Seen("MAX_VOLTAGE_TIME_SEC = 100\n", 400, _ => 13.8));

    private static int Seen(string keys, int seconds, Func<int, double> volts, Func<int, double>? soc = null) => Made.Seen(
        new LongAtTheTop(Made.Owner(keys: keys), [4]), seconds,
        second => Made.Sight(second, Made.Pack() with { ShownSocPercent = soc?.Invoke(second) ?? 99, CellSumVolts = volts(second) })).Count;
}
