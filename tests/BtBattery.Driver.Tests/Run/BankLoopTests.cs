using System.Threading.Channels;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.Flights;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Run;
using BtBattery.Driver.Tests.Configuration;
using BtBattery.Tests.VirtualTime;

namespace BtBattery.Driver.Tests.Run;

/// <summary>When the loop of two batteries takes its turns.</summary>
public sealed class BankLoopTests : IDisposable
{
    private readonly VirtualWorld _world = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<ILoopEvent> _events = Channel.CreateUnbounded<ILoopEvent>();
    private readonly MonotonicClock _clock;
    private readonly List<(double Milliseconds, int Fresh)> _turns = [];
    private double _start;

    public BankLoopTests()
    {
        _clock = new MonotonicClock(_world.Time);
        BankPlan plan = Setup.Plan("[DEFAULT]\nPUBLISH_LIMITS = False\n", Setup.First, Setup.Second);
        var state = new BankState(plan, "1", _clock.Now);
        ServedMember[] members = [.. plan.Members.Select(options => new ServedMember(options) { Recorder = new FlightRecorder(options, "1", _clock) })];
        var loop = new BankLoop(state, members, [], _events.Reader, _clock) { Decided = (_, _) => Note(state) };
        _world.Start(() => loop.RunAsync(_stop.Token));
    }

    [Fact]
    public void What_both_answer_within_the_time_is_one_turn()
    {
        BothAreHeard();
        Answer(1);
        Advance(300);
        Assert.Empty(_turns);
        Answer(2);
        Assert.Equal([(300, 2)], _turns);
        Advance(500);
        Assert.Single(_turns);
    }

    [Fact]
    public void One_that_stays_out_is_not_waited_for_any_longer()
    {
        BothAreHeard();
        Answer(1);
        Advance(399);
        Assert.Empty(_turns);
        Advance(1);
        Assert.Equal([(400, 1)], _turns);
    }

    [Fact]
    public void One_that_answers_twice_is_not_the_other()
    {
        BothAreHeard();
        Answer(1);
        Advance(200);
        Answer(1);
        Assert.Empty(_turns);
        Advance(200);
        Assert.Equal([(400, 1)], _turns);
    }

    [Fact]
    public void Nobody_waits_for_one_that_was_never_heard()
    {
        Answer(1);
        Advance(1000);
        Begin();
        Answer(1);
        Assert.Equal([(0, 1)], _turns);
    }

    [Fact]
    public void A_lost_link_waits_for_nobody()
    {
        BothAreHeard();
        Answer(1);
        Advance(100);
        Tell(1, isLive: false);
        Assert.Equal([(100, 1)], _turns);
    }

    [Fact]
    public void What_somebody_waits_for_waits_for_nobody()
    {
        BothAreHeard();
        Answer(1);
        Advance(100);
        var answer = new TaskCompletionSource<bool>();
        _events.Writer.TryWrite(new WriteRequest(0, "/CustomName", ItemValue.Of("Bank"), answer, _clock.Now));
        _world.RunReady();
        Assert.True(answer.Task.IsCompleted);
        Assert.Equal([(100, 1)], _turns);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _world.RunReady();
        _stop.Dispose();
        _world.Dispose();
    }

    private void BothAreHeard()
    {
        Answer(1);
        Answer(2);
        Advance(1000);
        Begin();
    }

    /// <summary>Turns are counted, and time too, from now on.</summary>
    private void Begin()
    {
        _turns.Clear();
        _start = _world.Time.Elapsed.TotalMilliseconds;
    }

    private void Answer(int number) => Tell(number, isLive: true);

    private void Tell(int number, bool isLive)
    {
        var snapshot = BatterySnapshot.Empty with { Voltage = new(13.2, _clock.Now) };
        _events.Writer.TryWrite(new MemberUpdate(number, new BatteryUpdate(snapshot, BatteryStatus.Starting with { IsLive = isLive })));
        _world.RunReady();
    }

    private void Advance(double milliseconds) => _world.Advance(TimeSpan.FromMilliseconds(milliseconds));

    /// <summary>Notes the turn, and how many batteries told something since <see cref="Begin"/>.</summary>
    private void Note(BankState state)
    {
        double now = _world.Time.Elapsed.TotalMilliseconds;
        _turns.Add((now - _start, state.Members.Count(member => member.Memory.Battery.Voltage?.At.SinceOrigin.TotalMilliseconds >= _start)));
    }
}
