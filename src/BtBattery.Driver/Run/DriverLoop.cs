using System.Threading.Channels;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.Control;
using BtBattery.Driver.Flights;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Publish;

namespace BtBattery.Driver.Run;

/// <summary>
/// The one loop that owns the state. Each turn drains what arrived, then publishes everything from the new state in one
/// signal. A turn is also taken, without any event, at the moment a value gets too old. What is decided is decided by
/// <see cref="DriverState"/>; here are the channel, the clock and the answers.
/// </summary>
public sealed class DriverLoop(
    DriverOptions options,
    string version,
    Publisher publisher,
    ChannelReader<ILoopEvent> events,
    ChannelWriter<SwitchWish> wishes,
    MonotonicClock clock,
    FlightRecorder? recorder = null)
{
    private readonly DriverState _state = new(options, version, clock.Now, recorder);

    /// <summary>Shows the battery to tools; null if nobody can ask.</summary>
    public ServedBattery? Served { get; init; }

    /// <summary>Looks at what the battery says beside what is configured, and has a remark when its opinion changes; null for nobody.</summary>
    public Func<BatterySnapshot, Remark?>? Judge { get; init; }

    /// <summary>Told where the link stands at each update; null for nobody.</summary>
    public Action<BatteryStatus>? LinkWatcher { get; init; }

    /// <summary>Asked once when the loop begins: takes its signs of life, at each turn and at least every <see cref="LoopWatchdog.BeatEvery"/>.</summary>
    public Func<LoopPulse?>? Pulse { get; init; }

    /// <summary>Publishes what is known before anything arrived, so that every path has its value when the name is claimed.</summary>
    public void TakeFirstTurn() => TakeTurn();

    /// <summary>Takes turns until cancelled; then publishes once more with everything measured invalid.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using LoopPulse? pulse = Pulse?.Invoke();
        try
        {
            while (true)
            {
                pulse?.Beat();
                if (!await WaitAsync(cancellationToken))
                {
                    continue;
                }

                List<TaskCompletionSource<bool>> taken = Drain();
                TakeTurn();
                taken.ForEach(answer => answer.TrySetResult(true));
            }
        }
        finally
        {
            while (events.TryRead(out ILoopEvent? late))
            {
                (late as WriteRequest)?.Answer.TrySetResult(false);
            }

            _state.Forget(clock.Now);
            TakeTurn();
        }
    }

    private List<TaskCompletionSource<bool>> Drain()
    {
        List<TaskCompletionSource<bool>> taken = [];
        while (events.TryRead(out ILoopEvent? next))
        {
            if (next is WriteRequest request && !request.TryClaim())
            {
                // Whoever wrote it has been told that it was refused.
                continue;
            }

            if (next is BatteryUpdate update)
            {
                _state.Take(update, clock.Now);
                Served?.Take(update);
                LinkWatcher?.Invoke(update.Status);
                if (Judge?.Invoke(update.Snapshot) is { } judgement)
                {
                    _state.Take(judgement, clock.Now);
                }
            }
            else if (next is Remark remark)
            {
                _state.Take(remark, clock.Now);
            }
            else if (next is WriteRequest write)
            {
                if (Take(write))
                {
                    taken.Add(write.Answer);
                }
                else
                {
                    write.Answer.TrySetResult(false);
                }
            }
        }

        return taken;
    }

    private bool Take(WriteRequest write)
    {
        // Before the state is told, and not by it: the poller lets go of its link from there, and the state is locked while it is told.
        bool isLinkFree = PhoneRelease.Asked(write.Path, write.Value) is { } time && Served is { } served && served.LetPhoneIn(time);
        return _state.Write(write.Path, write.Value, write.At, wishes.TryWrite, isLinkFree);
    }

    private void TakeTurn() => publisher.Publish(_state.TakeTurn(clock.Now));

    /// <summary>Waits for an event, for the moment a value gets too old, or for the next sign of life.</summary>
    /// <returns>True if a turn is due.</returns>
    private async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan? expiry = _state.NextTurnIn(clock.Now);
        bool isExpiryNext = expiry <= LoopWatchdog.BeatEvery;
        using var deadline = new CancellationTokenSource(isExpiryNext ? expiry!.Value : LoopWatchdog.BeatEvery, clock.TimeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await events.WaitToReadAsync(both.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // A value got too old: that is a reason for a turn. A sign of life is none.
            return isExpiryNext;
        }
    }
}
