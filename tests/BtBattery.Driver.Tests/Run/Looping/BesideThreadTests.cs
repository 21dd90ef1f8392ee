using BtBattery.Driver.Run.Looping;

namespace BtBattery.Driver.Tests.Run.Looping;

public sealed class BesideThreadTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly BesideThread _besides = new();

    [Fact]
    public void One_that_a_disk_holds_does_not_hold_up_the_others()
    {
        using var disk = new ManualResetEventSlim();
        using var held = new CountdownEvent(3);
        for (int i = 0; i < 3; i++)
        {
            _besides.Run(() =>
            {
                held.Signal();
                disk.Wait();
            });
        }

        Assert.True(held.Wait(s_patience));
        Assert.NotEqual(0, ThreadOf());
        disk.Set();
    }

    [Fact]
    public void A_thread_that_has_nothing_to_do_takes_the_next()
    {
        var threads = new HashSet<int>();
        for (int i = 0; i < 1000; i++)
        {
            threads.Add(ThreadOf());
        }

        // The next may come before it waits; then there is another one for a moment, and only one of them stays.
        Assert.InRange(threads.Count, 1, 900);
    }

    [Fact]
    public void Each_is_run_once()
    {
        const int Times = 10_000;
        int[] runs = new int[Times];
        using var all = new CountdownEvent(Times);
        for (int i = 0; i < Times; i++)
        {
            int work = i;
            _besides.Run(() =>
            {
                Interlocked.Increment(ref runs[work]);
                all.Signal();
            });
        }

        Assert.True(all.Wait(s_patience));
        Assert.All(runs, each => Assert.Equal(1, each));
    }

    private int ThreadOf()
    {
        int thread = 0;
        using var done = new ManualResetEventSlim();
        _besides.Run(() =>
        {
            thread = Environment.CurrentManagedThreadId;
            done.Set();
        });
        Assert.True(done.Wait(s_patience));
        return thread;
    }
}
