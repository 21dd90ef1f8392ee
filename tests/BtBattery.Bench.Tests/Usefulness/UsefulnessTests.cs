namespace BtBattery.Bench.Tests;

public sealed class UsefulnessTests
{
    private static readonly BankCase s_bank = PerfectControllerTests.Sunny(PerfectControllerTests.Pack(), PerfectControllerTests.Pack(resistance: 2.9));

    [Theory]
    [InlineData(970, 0.9, 0.9, 0)]
    [InlineData(960, 0.9, 0.9, 1)]
    [InlineData(970, 0.89, 0.89, 2)]
    [InlineData(1010, null, null, 0)]
    public void Too_little_is_seen(double stored, double? charge, double? discharge, int expected) =>
        Assert.Equal(expected, new Usefulness(10 * stored, 10_000, charge, discharge).Judge(s_bank).Count());

    [Fact]
    public void Of_a_bank_with_a_fault_nothing_is_wanted() => Assert.Empty(new Usefulness(1, 10_000, 0.1, 0.1).Judge(s_bank with { HasFault = true }));

    [Fact]
    public void In_less_than_a_day_only_currents_are() =>
        Assert.Single(new Usefulness(1, 10_000, 0.1, null).Judge(s_bank with { Length = TimeSpan.FromHours(23) }));

    [Fact]
    public void A_difference_that_is_next_to_nothing_is_none() => Assert.Empty(new Usefulness(0, 20, null, null).Judge(s_bank));

    [Fact]
    public void Of_batteries_that_differ_by_more_no_current_is_wanted()
    {
        BankCase uneven = PerfectControllerTests.Sunny(PerfectControllerTests.Pack(), PerfectControllerTests.Pack(resistance: 3.2));
        Assert.Empty(new Usefulness(10_000, 10_000, 0.5, 0.5).Judge(uneven));
    }
}
