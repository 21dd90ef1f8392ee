using BtBattery.Aggregation.Model;
using BtBattery.Driver.Run;
using BtBattery.Tests.VirtualTime;

namespace BtBattery.Driver.Tests.Run;

public sealed class LoopWatchdogTests
{
    private readonly LoopWatchdog _watchdog = new();
    private double _now;

    [Fact]
    public void A_loop_without_a_sign_of_life_is_noticed_after_a_minute()
    {
        using LoopPulse pulse = _watchdog.Watch("com.victronenergy.battery.one");
        Assert.Null(LookUntil(60));
        pulse.Beat();
        Assert.Null(LookUntil(120));
        string? problem = LookUntil(130);
        Assert.NotNull(problem);
        Assert.Contains("com.victronenergy.battery.one", problem);
        Assert.Contains("60 s", problem);
        Assert.Equal(125, _now);
    }

    [Fact]
    public void One_that_hangs_among_others_is_noticed()
    {
        using LoopPulse lively = _watchdog.Watch("lively");
        using LoopPulse hanging = _watchdog.Watch("hanging");
        string? problem = null;
        for (double until = 5; problem is null && until <= 100; until += 5)
        {
            lively.Beat();
            problem = LookUntil(until);
        }

        Assert.Contains("hanging", problem);
    }

    [Fact]
    public void A_loop_that_has_ended_is_not_waited_for()
    {
        _watchdog.Watch("ended").Dispose();
        Assert.Null(LookUntil(1000));
    }

    [Fact]
    public void After_the_whole_process_stood_still_a_loop_has_time_to_go_on()
    {
        using LoopPulse pulse = _watchdog.Watch("loop");
        pulse.Beat();
        Assert.Null(LookUntil(15));

        // Nothing ran for 90 s, and the watchdog is the first to go on.
        _now += 90;
        Assert.Null(_watchdog.Look(At(_now)));
        Assert.Null(LookUntil(_now + 30));
        pulse.Beat();
        Assert.Null(LookUntil(_now + 60));
    }

    [Fact]
    public void A_loop_that_does_not_go_on_after_that_is_noticed_all_the_same()
    {
        using LoopPulse pulse = _watchdog.Watch("loop");
        Assert.Null(LookUntil(15));
        _now += 90;
        Assert.NotNull(LookUntil(_now + 60));
    }

    [Fact]
    public void The_guard_looks_on_its_own_until_it_has_something_to_tell()
    {
        var time = new ManualTimeProvider();
        using LoopPulse pulse = _watchdog.Watch("loop");
        List<string> told = [];
        LoopGuard.Run(_watchdog, new MonotonicClock(time), Wait, told.Add);
        Assert.Single(told);

        // 60 s since the first look, which knows of no time before it.
        Assert.Equal(TimeSpan.FromSeconds(65), time.Elapsed);

        bool Wait(TimeSpan howLong)
        {
            time.Advance(howLong);
            return time.Elapsed > TimeSpan.FromMinutes(10);
        }
    }

    [Fact]
    public void A_guard_that_is_stopped_ends_without_a_word()
    {
        List<string> told = [];
        using (new LoopGuard(_watchdog, new MonotonicClock(TimeProvider.System), told.Add))
        {
            _watchdog.Watch("loop");
        }

        Assert.Empty(told);
    }

    /// <summary>Looks as often as the guard does.</summary>
    private string? LookUntil(double seconds)
    {
        while (_now < seconds)
        {
            _now += LoopWatchdog.LookEvery.TotalSeconds;
            if (_watchdog.Look(At(_now)) is string problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static MonotonicTime At(double seconds) => new(TimeSpan.FromSeconds(seconds));
}
