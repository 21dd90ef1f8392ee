using System.Threading.Channels;
using BtBattery.Driver.Run;
using BtBattery.Tests.VirtualTime;

namespace BtBattery.Driver.Tests.Run;

public sealed class TimedWaitTests : IDisposable
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private readonly VirtualWorld _world = new();
    private readonly Channel<int> _channel = Channel.CreateBounded<int>(4);

    [Fact]
    public void What_is_there_needs_no_wait()
    {
        _channel.Writer.TryWrite(1);
        Assert.True(_world.Result(WaitAsync(s_second)));
    }

    [Fact]
    public void What_comes_ends_the_wait_at_once()
    {
        Task<bool?> wait = WaitAsync(s_second);
        _world.RunReady();
        Assert.False(wait.IsCompleted);
        _channel.Writer.TryWrite(1);
        Assert.True(_world.Result(wait));
        Assert.Equal(0, _world.Time.ArmedTimers);
    }

    [Fact]
    public void The_deadline_ends_it_with_null()
    {
        Task<bool?> wait = WaitAsync(s_second);
        _world.Advance(s_second - TimeSpan.FromMilliseconds(1));
        Assert.False(wait.IsCompleted);
        _world.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(_world.Result(wait));
    }

    [Fact]
    public void What_comes_after_a_deadline_is_found_by_the_next_wait()
    {
        Task<bool?> first = WaitAsync(s_second);
        _world.Advance(s_second);
        Assert.Null(_world.Result(first));
        _channel.Writer.TryWrite(1);
        _world.RunReady();
        Assert.True(_world.Result(WaitAsync(s_second)));
        Assert.True(_channel.Reader.TryRead(out _));
        Task<bool?> last = WaitAsync(s_second);
        _world.RunReady();
        Assert.False(last.IsCompleted);
        _channel.Writer.TryWrite(2);
        Assert.True(_world.Result(last));
    }

    [Fact]
    public void No_time_is_over_at_once_whatever_there_is()
    {
        _channel.Writer.TryWrite(1);
        Assert.Null(_world.Result(WaitAsync(TimeSpan.Zero)));
        Assert.Null(_world.Result(WaitAsync(-s_second)));
    }

    [Fact]
    public void A_wait_without_a_deadline_has_none()
    {
        Task<bool?> wait = WaitAsync(Timeout.InfiniteTimeSpan);
        _world.Advance(TimeSpan.FromDays(50));
        Assert.False(wait.IsCompleted);
        _channel.Writer.TryWrite(1);
        Assert.True(_world.Result(wait));
    }

    [Fact]
    public void A_channel_that_is_closed_ends_it_with_false()
    {
        Task<bool?> wait = WaitAsync(s_second);
        _channel.Writer.Complete();
        Assert.False(_world.Result(wait));
        Assert.False(_world.Result(WaitAsync(s_second)));
    }

    [Fact]
    public async Task A_channel_that_fails_ends_it_with_its_reason()
    {
        Task<bool?> wait = WaitAsync(s_second);
        _channel.Writer.Complete(new InvalidDataException());
        _world.RunReady();
        await Assert.ThrowsAsync<InvalidDataException>(() => wait);
        await Assert.ThrowsAsync<InvalidDataException>(() => WaitAsync(s_second));
    }

    [Fact]
    public async Task Cancelling_ends_it_and_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        Task<bool?> wait = WaitAsync(s_second, stop.Token);
        stop.Cancel();
        _world.RunReady();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        Assert.Equal(0, _world.Time.ArmedTimers);
        _channel.Writer.TryWrite(1);
        Assert.True(_world.Result(WaitAsync(s_second)));
    }

    [Fact]
    public void Two_waits_at_a_time_are_a_mistake()
    {
        _ = WaitAsync(s_second);
        Assert.Throws<InvalidOperationException>(() => _world.Result(WaitAsync(s_second)));
    }

    [Fact]
    public void Nothing_goes_to_another_thread()
    {
        for (int i = 0; i < 100; i++)
        {
            Task<bool?> wait = WaitAsync(s_second);
            _world.Advance(s_second);
            Assert.Null(_world.Result(wait));
        }

        Assert.Empty(_world.Strays);
    }

    public void Dispose() => _world.Dispose();

    private async Task<bool?> WaitAsync(TimeSpan wait, CancellationToken cancellationToken = default) =>
        await TimedWait.ForAsync(_channel.Reader, wait, _world.Time, cancellationToken);
}
