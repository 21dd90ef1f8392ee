using System.Threading.Channels;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Publish;

namespace BtBattery.Driver.Run;

/// <summary>
/// The one loop that owns the state. Each turn drains what arrived, then publishes everything from the new state in one
/// signal. A turn is also taken, without any event, at the moment a value gets too old.
/// </summary>
public sealed class DriverLoop(
    DriverOptions options,
    string version,
    Publisher publisher,
    ChannelReader<ILoopEvent> events,
    ChannelWriter<SwitchWish> wishes,
    MonotonicClock clock)
{
    // Longer names do not fit any screen, and the settings service would refuse them later.
    private const int LongestCustomName = 64;

    private static readonly TimeSpan s_timerResolution = TimeSpan.FromMilliseconds(1);

    private readonly string _address = options.Address.ToString();
    private readonly MonotonicTime _started = clock.Now;
    private BatterySnapshot _battery = BatterySnapshot.Empty;
    private BatteryStatus _status = BatteryStatus.Starting;
    private string _customName = "";
    private FetSwitchControl _switch = FetSwitchControl.Idle;
    private Turn? _lastTurn;

    /// <summary>Publishes what is known before anything arrived, so that every path has its value when the name is claimed.</summary>
    public void TakeFirstTurn() => TakeTurn();

    /// <summary>Takes turns until cancelled; then publishes once more with everything measured invalid.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await WaitAsync(cancellationToken);
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

            _battery = BatterySnapshot.Empty;
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

            switch (next)
            {
                case BatteryUpdate update:
                    _battery = update.Snapshot;
                    _status = update.Status;
                    break;
                case WriteRequest { Path: "/CustomName" } write when write.Value.AsText.Length <= LongestCustomName:
                    _customName = write.Value.AsText;
                    taken.Add(write.Answer);
                    break;
                case WriteRequest { Path: FetSwitchControl.ChargePath or FetSwitchControl.DischargePath } write when TakeSwitch(write):
                    taken.Add(write.Answer);
                    break;
                case WriteRequest write:
                    write.Answer.TrySetResult(false);
                    break;
            }
        }

        return taken;
    }

    private bool TakeSwitch(WriteRequest write)
    {
        if (!options.Battery.AllowSwitching
            || !_status.IsLive
            || _switch.At(write.At).Write(write.Path, write.Value.AsInteger, write.At, _status.Switching) is not ({ } next, var confirmed)
            || (confirmed is not null && !wishes.TryWrite(confirmed)))
        {
            return false;
        }

        _switch = next;
        return true;
    }

    private void TakeTurn()
    {
        MonotonicTime now = clock.Now;
        _switch = _switch.At(now);
        _lastTurn = new Turn
        {
            Now = now,
            SwitchState = _switch.Describe(_status.Switching),
            Started = _started,
            Battery = _battery,
            Status = _status,
            DataTimeout = options.DataTimeout,
            LinkAlarmAfter = options.LinkAlarmAfter,
            Address = _address,
            DeviceInstance = options.DeviceInstance,
            CustomName = _customName,
            Version = version,
        };
        publisher.Publish(_lastTurn);
    }

    /// <summary>Waits for an event, or for the moment a value gets too old.</summary>
    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (NextExpiry() is not { } expiry)
        {
            await events.WaitToReadAsync(cancellationToken);
            return;
        }

        using var deadline = new CancellationTokenSource(expiry, clock.TimeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await events.WaitToReadAsync(both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // A value got too old: that is a reason for a turn.
        }
    }

    /// <summary>Time until a published value gets too old or the link alarm gets graver; null if nothing is pending.</summary>
    private TimeSpan? NextExpiry()
    {
        MonotonicTime now = clock.Now;
        MonotonicTime lastHeard = _battery.Voltage?.At ?? _started;
        MonotonicTime oldest = _lastTurn?.OldestFresh ?? lastHeard;
        MonotonicTime lastTurn = _lastTurn?.Now ?? _started;
        TimeSpan? next = null;
        foreach (MonotonicTime due in (ReadOnlySpan<MonotonicTime>)
            [
                oldest + options.DataTimeout, lastHeard + options.DataTimeout, lastHeard + options.LinkAlarmAfter,
                _switch.ArmedUntil ?? lastHeard + options.LinkAlarmAfter,
            ])
        {
            // A value is valid up to and including its deadline, so the turn comes just after it; one that passed since
            // the last turn is due at once.
            TimeSpan left = due - now + s_timerResolution;
            if (due >= lastTurn && (next is null || left < next))
            {
                next = left > TimeSpan.Zero ? left : TimeSpan.Zero;
            }
        }

        return next;
    }
}
