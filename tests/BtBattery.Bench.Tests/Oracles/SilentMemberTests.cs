using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Bench.Tests;

public sealed class SilentMemberTests
{
    [Theory]
    [InlineData(80, 50, 80, 0)]
    [InlineData(100, 2, 0, 0)]
    [InlineData(100, 50, 0, 1)]
    [InlineData(100, 0, 10, 1)]
    [InlineData(50_000, 2, 0, 1)]
    [InlineData(50_000, 0, 0, 0)]
    public void What_is_allowed_of_a_silent_battery_ends_in_time(double silence, double ccl, double dcl, int expected)
    {
        PackSight silent = Made.Pack() with { Silence = TimeSpan.FromSeconds(silence) };
        Assert.Equal(expected, Made.Seen(new SilentMember(Made.Owner(2)), 10, second => Made.Sight(second, silent, Made.Pack(2)).Limited(13.4, ccl, dcl)).Count);
    }

    [Fact]
    public void One_that_carries_nothing_does_not_hold_the_others_back()
    {
        PackSight off = Made.Pack() with { Silence = TimeSpan.FromHours(1), ChargeFet = false, DischargeFet = false };
        Assert.Empty(Made.Seen(new SilentMember(Made.Owner(2)), 10, second => Made.Sight(second, off, Made.Pack(2))));
    }

    [Fact]
    public void Keep_sailing_keeps_discharging() => Assert.Empty(Made.Seen(
        new SilentMember(Made.Owner(keys: "LOSS_POLICY = keep_sailing")), 10,
        second => Made.Sight(second, Made.Pack() with { Silence = TimeSpan.FromSeconds(300) }).Limited(13.2, 0, 20)));

    [Theory]
    [InlineData(9, 0)]
    [InlineData(5, 1)]
    public void Before_limits_are_gone_they_are_nothing_for_nine_seconds(int zero, int expected) => Assert.Equal(
        expected,
        Made.Seen(new SilentMember(Made.Owner()), 60, second => Made.Sight(second, Made.Pack()).Limited(second < 30 ? 13.2 : null, Current(second, zero), Current(second, zero))).Count);

    [Fact]
    public void A_driver_that_goes_takes_its_limits_with_it() => Assert.Empty(Made.Seen(
        new SilentMember(Made.Owner()), 60, second => Made.Sight(second, Made.Pack()) with { Published = second < 30 ? new(true, 13.8, 50, 80) : default(PublishedLimits) }));

    [Theory]
    [InlineData(1, "1|2", 130, 0)]
    [InlineData(1, "1|2", 140, 1)]
    [InlineData(2, "1+2", 140, 1)]
    [InlineData(2, "1|2", 140, 0)]
    public void Of_one_without_which_nothing_flows_nothing_is_claimed_for_ever(int batteries, string topology, double silence, int expected) => Assert.Equal(
        expected,
        Made.Seen(
            new SilentMember(Made.Owner(batteries, topology)), 20,
            second => Made.Sight(second, [Made.Pack() with { Silence = TimeSpan.FromSeconds(silence) }, .. batteries == 2 ? [Made.Pack(2)] : (PackSight[])[]]).Limited(13.2, 0, 0)).Count);

    [Fact]
    public void One_limit_is_not_invalid_without_the_others() => Assert.Single(Made.Seen(
        new SilentMember(Made.Owner()), 60, second => Made.Sight(second, Made.Pack()).Limited(13.8, second < 30 ? 50 : null, 80)));

    private static double? Current(int second, int zero) => second < 30 - zero ? 20 : second < 30 ? 0 : null;
}
