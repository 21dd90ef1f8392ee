namespace BtBattery.DBus;

/// <summary>The calls that wait for answers, by serial number.</summary>
internal sealed class PendingCalls
{
    private readonly Lock _lock = new();
    private readonly Dictionary<uint, PendingCall> _calls = [];
    private readonly HashSet<uint> _abandoned = [];
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

    /// <summary>Calls that nobody here waits for any more, and that were not answered since.</summary>
    internal int AbandonedCount
    {
        get
        {
            lock (_lock) return _abandoned.Count;
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
            if (Abandon(call.Serial)) call.Cancel(cancellationToken);
        });
        call.Guard(timer, cancellation);
    }

    /// <summary>Answers the call; an answer that nobody waits for any more is dropped.</summary>
    internal void Answer(Message message)
    {
        if (message.ReplySerial is not { } serial) return;
        PendingCall? call;
        lock (_lock)
        {
            _abandoned.Remove(serial);
            _calls.Remove(serial, out call);
        }

        call?.Answer(message);
    }

    /// <summary>Fails a call that could not be sent.</summary>
    internal void Fail(PendingCall call, Exception exception)
    {
        lock (_lock) _calls.Remove(call.Serial);
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
            _abandoned.Clear();
        }

        foreach (PendingCall call in calls) call.Fail(reason.Again());
    }

    private void OnDeadline(PendingCall call, TimeSpan timeout)
    {
        if (!Abandon(call.Serial)) return;
        call.Fail(new DBusTimeoutException($"No answer to {call.Description} within {timeout.TotalSeconds:0.###} s."));
    }

    /// <summary>Waits for its answer no more; false if it has one.</summary>
    private bool Abandon(uint serial)
    {
        lock (_lock) return _calls.Remove(serial) && _abandoned.Add(serial);
    }
}
