namespace BtBattery.DBus;

/// <summary>The calls that wait for answers, by serial number.</summary>
internal sealed class PendingCalls
{
    private readonly Lock _lock = new();
    private readonly Dictionary<uint, PendingCall> _calls = [];
    private readonly TimeProvider _timeProvider;
    private DBusDisconnectedException? _closed;

    internal PendingCalls(TimeProvider timeProvider) => _timeProvider = timeProvider;

    internal int Count
    {
        get
        {
            lock (_lock) return _calls.Count;
        }
    }

    /// <summary>Adds a call before it is sent. On a closed connection it fails at once.</summary>
    internal void Add(PendingCall call, TimeSpan timeout, CancellationToken cancellationToken)
    {
        DBusDisconnectedException? closed;
        lock (_lock)
        {
            closed = _closed;
            if (closed is null) _calls.Add(call.Serial, call);
        }

        if (closed is not null)
        {
            call.Fail(closed.Again());
            return;
        }

        ITimer? timer = timeout == Timeout.InfiniteTimeSpan
            ? null
            : _timeProvider.CreateTimer(_ => OnDeadline(call, timeout), null, timeout, Timeout.InfiniteTimeSpan);
        CancellationTokenRegistration cancellation = cancellationToken.Register(() =>
        {
            if (Remove(call.Serial) is not null) call.Cancel(cancellationToken);
        });
        call.Guard(timer, cancellation);
    }

    /// <summary>Answers the call; an answer that nobody waits for any more is dropped.</summary>
    internal void Answer(Message message)
    {
        if (message.ReplySerial is { } serial) Remove(serial)?.Answer(message);
    }

    /// <summary>Fails a call that could not be sent.</summary>
    internal void Fail(PendingCall call, Exception exception)
    {
        Remove(call.Serial);
        call.Fail(exception);
    }

    /// <summary>Fails every call, and every later one.</summary>
    internal void Close(DBusDisconnectedException reason)
    {
        PendingCall[] calls;
        lock (_lock)
        {
            _closed = reason;
            calls = [.. _calls.Values];
            _calls.Clear();
        }

        foreach (PendingCall call in calls) call.Fail(reason.Again());
    }

    private void OnDeadline(PendingCall call, TimeSpan timeout)
    {
        if (Remove(call.Serial) is null) return;
        call.Fail(new DBusTimeoutException($"No answer to {call.Description} within {timeout.TotalSeconds:0.###} s."));
    }

    private PendingCall? Remove(uint serial)
    {
        lock (_lock) return _calls.Remove(serial, out PendingCall? call) ? call : null;
    }
}
