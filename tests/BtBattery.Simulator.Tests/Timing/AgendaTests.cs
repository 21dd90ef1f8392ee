using BtBattery.Simulator.Tests.Support;
using BtBattery.Simulator.Timing;

namespace BtBattery.Simulator.Tests.Timing;

public sealed class AgendaTests
{
    [Fact]
    public void Actions_run_at_their_time_in_order_and_cancelled_ones_do_not()
    {
        var clock = new ManualClock();
        using var agenda = new Agenda(clock);
        var done = new List<string>();
        agenda.After(TimeSpan.FromSeconds(2), () => done.Add($"late {agenda.Now.TotalSeconds}"));
        agenda.After(TimeSpan.FromSeconds(1), () =>
        {
            done.Add($"early {agenda.Now.TotalSeconds}");
            agenda.After(TimeSpan.FromSeconds(0.5), () => done.Add($"between {agenda.Now.TotalSeconds}"));
        });
        agenda.After(TimeSpan.FromSeconds(1), () => done.Add("second of the same moment"));
        agenda.After(TimeSpan.FromSeconds(1.2), () => done.Add("never")).Cancel();

        clock.Advance(TimeSpan.FromSeconds(0.999));
        Assert.Empty(done);
        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(["early 1", "second of the same moment", "between 1.5", "late 2"], done);
    }

    [Fact]
    public void What_comes_before_all_runs_first_of_its_moment_only()
    {
        var clock = new ManualClock();
        using var agenda = new Agenda(clock);
        var done = new List<string>();
        agenda.After(TimeSpan.FromSeconds(1), () => done.Add("second"));
        agenda.After(TimeSpan.FromSeconds(0.5), () => done.Add("earlier"));
        agenda.BeforeAll(TimeSpan.FromSeconds(1), () => done.Add("first"));
        clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(["earlier", "first", "second"], done);
    }

    [Fact]
    public void What_is_overdue_runs_in_the_order_of_its_moments()
    {
        var clock = new ManualClock();
        using var agenda = new Agenda(clock);
        var done = new List<string>();
        clock.Advance(TimeSpan.FromSeconds(10));

        agenda.Run(() =>
        {
            agenda.At(TimeSpan.FromSeconds(5), () => done.Add("five"));
            agenda.At(TimeSpan.FromSeconds(3), () =>
            {
                done.Add("three");
                agenda.At(TimeSpan.FromSeconds(4), () => done.Add("four"));
            });
        });
        clock.Advance(TimeSpan.Zero);

        Assert.Equal(["three", "four", "five"], done);
    }

    [Fact]
    public void Nothing_runs_after_the_end()
    {
        var clock = new ManualClock();
        var agenda = new Agenda(clock);
        bool ran = false;
        agenda.After(TimeSpan.FromSeconds(1), () => ran = true);

        agenda.Dispose();
        clock.Advance(TimeSpan.FromSeconds(2));

        Assert.False(ran);
    }
}
