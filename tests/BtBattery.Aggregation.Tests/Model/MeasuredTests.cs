using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Tests.Model;

public sealed class MeasuredTests
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public void Is_fresh_up_to_and_including_its_deadline()
    {
        var measured = new Measured<double>(1, new MonotonicTime(TimeSpan.FromSeconds(100)));

        Assert.True(measured.IsFresh(measured.At, s_deadline));
        Assert.True(measured.IsFresh(measured.At + s_deadline, s_deadline));
        Assert.False(measured.IsFresh(measured.At + s_deadline + TimeSpan.FromTicks(1), s_deadline));
    }

    [Fact]
    public void What_is_worked_out_is_as_old_as_what_it_came_from()
    {
        var measured = new Measured<double>(2, new MonotonicTime(TimeSpan.FromSeconds(100)));

        Assert.Equal(new Measured<double>(4, measured.At), measured.Select(value => value * value));
    }
}
