using System.Runtime.CompilerServices;
using System.Threading.Channels;
using System.Threading.Tasks.Sources;

namespace BtBattery.Driver.Run;

/// <summary>Waits at one channel, again and again, without an object for each wait: see <see cref="TimedWait"/>.</summary>
internal sealed class ChannelWaiter<T> : IValueTaskSource<bool?>
{
    private readonly Lock _lock = new();
    private readonly ChannelReader<T> _reader;
    private readonly Action _onArrival;
    private ManualResetValueTaskSourceCore<bool?> _core;
    private ValueTaskAwaiter<bool> _arrival;
    private bool _isListening;
    private bool _isWaiting;
    private TimeProvider? _time;
    private ITimer? _timer;
    private long _since;
    private TimeSpan _wait;
    private CancellationTokenRegistration _cancellation;

    public ChannelWaiter(ChannelReader<T> reader) => (_reader, _onArrival) = (reader, OnArrival);

    /// <summary>Waits; see <see cref="TimedWait.ForAsync"/>.</summary>
    /// <exception cref="InvalidOperationException">Somebody waits already.</exception>
    public ValueTask<bool?> WaitAsync(TimeSpan wait, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        bool isNew;
        short version;
        lock (_lock)
        {
            if (_isWaiting)
            {
                throw new InvalidOperationException("One wait at a time.");
            }

            isNew = !_isListening;
            if (isNew)
            {
                // Its result is taken once, and only once it is there.
#pragma warning disable CA2012
                _arrival = _reader.WaitToReadAsync(CancellationToken.None).GetAwaiter();
#pragma warning restore CA2012
                if (_arrival.IsCompleted)
                {
                    return new ValueTask<bool?>(_arrival.GetResult());
                }
            }

            (_isListening, _isWaiting, _wait, _since) = (true, true, wait, timeProvider.GetTimestamp());
            _core.Reset();
            version = _core.Version;
            Arm(timeProvider);
        }

        if (isNew)
        {
            _arrival.UnsafeOnCompleted(_onArrival);
        }

        _cancellation = cancellationToken.UnsafeRegister(static (self, token) => ((ChannelWaiter<T>)self!).OnCancelled(token), this);
        return new ValueTask<bool?>(this, version);
    }

    public bool? GetResult(short token)
    {
        _cancellation.Unregister();
        return _core.GetResult(token);
    }

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    private void Arm(TimeProvider timeProvider)
    {
        if (_time != timeProvider)
        {
            _timer?.Dispose();
            _time = timeProvider;
            _timer = timeProvider.CreateTimer(static self => ((ChannelWaiter<T>)self!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        _timer!.Change(_wait, Timeout.InfiniteTimeSpan);
    }

    private void OnArrival()
    {
        bool isThere = false;
        Exception? failure = null;
        try
        {
            isThere = _arrival.GetResult();
        }
#pragma warning disable CA1031 // Whatever the channel was closed with is for those who wait.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failure = exception;
        }

        lock (_lock)
        {
            _isListening = false;
            if (!TryEnd())
            {
                // Nobody waits now; who comes next finds the same.
                return;
            }
        }

        if (failure is null)
        {
            _core.SetResult(isThere);
        }
        else
        {
            _core.SetException(failure);
        }
    }

    private void OnTimer()
    {
        lock (_lock)
        {
            // One of the wait before may come late, and those of the system a little early.
            TimeSpan left = _isWaiting ? _wait - _time!.GetElapsedTime(_since) : TimeSpan.Zero;
            if (left > TimeSpan.Zero)
            {
                _timer!.Change(left, Timeout.InfiniteTimeSpan);
                return;
            }

            if (!TryEnd())
            {
                return;
            }
        }

        _core.SetResult(null);
    }

    private void OnCancelled(CancellationToken token)
    {
        lock (_lock)
        {
            if (!TryEnd())
            {
                return;
            }
        }

        _core.SetException(new OperationCanceledException(token));
    }

    /// <summary>Inside the lock: ends the wait.</summary>
    /// <returns>False if there is none.</returns>
    private bool TryEnd()
    {
        if (!_isWaiting)
        {
            return false;
        }

        _isWaiting = false;
        _timer!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        return true;
    }
}
