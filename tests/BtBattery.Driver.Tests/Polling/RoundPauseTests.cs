using BtBattery.Aggregation.Model;
using BtBattery.Driver.Polling;
using FsCheck;
using FsCheck.Fluent;

namespace BtBattery.Driver.Tests.Polling;

public sealed class RoundPauseTests
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(10.0, 12.0)]
    [InlineData(10.1, 12.0)] // a little late
    [InlineData(10.49, 12.0)]
    [InlineData(10.5, 12.0)] // a quarter shorter, and there at once
    [InlineData(11.0, 12.5)]
    [InlineData(11.9, 13.4)]
    public void The_next_round_begins_with_the_others_or_nearer_to_them(double started, double next) =>
        Assert.Equal(TimeSpan.FromSeconds(next), At(started).SinceOrigin + RoundPause.UntilNext(At(started), s_interval));

    [Fact]
    public void Rounds_are_never_further_apart_than_the_interval_and_soon_together() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), Gen.Choose(100, 600_000).ToArbitrary(), (begin, milliseconds) =>
        {
            var interval = TimeSpan.FromMilliseconds(milliseconds);
            MonotonicTime round = new(TimeSpan.FromTicks(begin));
            bool isWithin = true;
            for (int i = 0; i < 5; i++)
            {
                TimeSpan pause = RoundPause.UntilNext(round, interval);
                isWithin &= pause >= interval * 3 / 4 && pause <= interval;
                round += pause;
            }

            return isWithin && round.SinceOrigin.Ticks % interval.Ticks == 0;
        }).QuickCheckThrowOnFailure();

    private static MonotonicTime At(double seconds) => new(TimeSpan.FromSeconds(seconds));
}
