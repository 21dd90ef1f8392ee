using BtBattery.DBus;
using BtBattery.Driver.Run.Looping;

namespace BtBattery.Driver.Tests.Run.Looping;

public sealed class MainLoopTests
{
    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(5);

    /// <summary>None of these waits for long; a loop that sleeps through what it waits for is ended by this.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void What_it_ran_gives_its_result() => Assert.Equal(7, MainLoop.Run(_ => Task.FromResult(7)));

    [Fact]
    public void What_it_ran_gives_its_exception() =>
        Assert.Throws<InvalidDataException>(() => MainLoop.Run<int>(async time =>
        {
            await Task.Delay(s_moment, time);
            throw new InvalidDataException();
        }));

    [Fact]
    public void An_exception_that_nobody_awaits_ends_the_run() =>
        Assert.Throws<InvalidDataException>(() => MainLoop.Run<int>(async time =>
        {
            SynchronizationContext.Current!.Post(_ => throw new InvalidDataException(), null);
            await Task.Delay(Timeout.InfiniteTimeSpan, time);
            return 0;
        }));

    [Fact]
    public void Everything_goes_on_on_the_thread_that_began()
    {
        int thread = Environment.CurrentManagedThreadId;
        int[] seen = MainLoop.Run(async time =>
        {
            await Task.Delay(s_moment, time);
            int afterTimer = Environment.CurrentManagedThreadId;
            await Task.Run(() => { });
            int afterPool = Environment.CurrentManagedThreadId;
            await Task.Yield();
            return new[] { afterTimer, afterPool, Environment.CurrentManagedThreadId };
        });
        Assert.All(seen, each => Assert.Equal(thread, each));
    }

    [Fact]
    public void Another_thread_wakes_it() => MainLoop.Run(async time =>
    {
        var told = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var another = new Thread(() => told.SetResult(3));
        using ITimer start = time.CreateTimer(_ => another.Start(), null, s_moment, Timeout.InfiniteTimeSpan);
        Assert.Equal(3, await told.Task);
        return 0;
    });

    [Fact]
    public void A_timer_of_another_thread_wakes_it_earlier_than_its_own() => MainLoop.Run(async time =>
    {
        var fired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var patience = new CancellationTokenSource(s_patience, time);
        using CancellationTokenRegistration end = patience.Token.Register(() => fired.TrySetException(new TimeoutException()));
        ITimer? early = null;
        var another = new Thread(() => early = time.CreateTimer(_ => fired.TrySetResult(), null, s_moment, Timeout.InfiniteTimeSpan));
        using ITimer start = time.CreateTimer(_ => another.Start(), null, s_moment, Timeout.InfiniteTimeSpan);
        await fired.Task;
        another.Join();
        early!.Dispose();
        return 0;
    });

    [Fact]
    public void Timers_fire_in_the_order_of_their_moments() => MainLoop.Run(async time =>
    {
        List<int> order = [];
        var last = new TaskCompletionSource();
        using ITimer third = time.CreateTimer(_ => last.SetResult(), null, 4 * s_moment, Timeout.InfiniteTimeSpan);
        using ITimer second = time.CreateTimer(_ => order.Add(2), null, 2 * s_moment, Timeout.InfiniteTimeSpan);
        using ITimer first = time.CreateTimer(_ => order.Add(1), null, s_moment, Timeout.InfiniteTimeSpan);
        using ITimer never = time.CreateTimer(_ => order.Add(0), null, s_moment, Timeout.InfiniteTimeSpan);
        never.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await last.Task;
        Assert.Equal([1, 2], order);
        return 0;
    });

    [Fact]
    public void A_timer_repeats_until_it_is_disposed_of() => MainLoop.Run(async time =>
    {
        int count = 0;
        var enough = new TaskCompletionSource();
        ITimer? timer = null;
        timer = time.CreateTimer(
            _ =>
            {
                if (++count == 3)
                {
                    timer!.Dispose();
                    enough.SetResult();
                }
            },
            null,
            s_moment,
            s_moment);
        var later = new TaskCompletionSource();
        await enough.Task;
        using ITimer end = time.CreateTimer(_ => later.SetResult(), null, 3 * s_moment, Timeout.InfiniteTimeSpan);
        await later.Task;
        Assert.Equal(3, count);
        return 0;
    });

    [Fact]
    public void Deadlines_that_did_not_pass_are_not_kept() => MainLoop.Run(async time =>
    {
        var timers = new WeakReference[1000];
        for (int i = 0; i < timers.Length; i++)
        {
            timers[i] = Deadline(time);
        }

        await Task.Yield();
        GC.Collect();
        Assert.True(timers.Count(timer => timer.IsAlive) < 200);
        return 0;

        static WeakReference Deadline(TimeProvider time)
        {
            object state = new();
            time.CreateTimer(_ => { }, state, s_patience, Timeout.InfiniteTimeSpan).Dispose();
            return new WeakReference(state);
        }
    });

    [Fact]
    public void What_may_wait_for_a_disk_runs_on_another_thread() => MainLoop.Run(async _ =>
    {
        var ran = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        Elsewhere.RunBlocking(() => ran.SetResult(Environment.CurrentManagedThreadId));
        Assert.NotEqual(Environment.CurrentManagedThreadId, await ran.Task);
        return 0;
    });

    [Fact]
    public void A_disk_that_hangs_holds_up_no_other() => MainLoop.Run(async _ =>
    {
        using var hangs = new ManualResetEventSlim();
        var ran = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Elsewhere.RunBlocking(hangs.Wait);
        Elsewhere.RunBlocking(ran.SetResult);
        await ran.Task;
        hangs.Set();
        return 0;
    });

    [Fact]
    public void The_context_of_the_caller_is_there_again_afterwards()
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        MainLoop.Run(_ => Task.FromResult(0));
        Assert.Same(before, SynchronizationContext.Current);
    }
}
