namespace BtBattery.DBus;

/// <summary>A call that waits for its answer.</summary>
internal sealed class PendingCall : TaskCompletionSource<Message>
{
    private readonly MessageHeader _header;
    private readonly Action<Message>? _onAnswer;
    private CancellationTokenRegistration _cancellation;
    private ITimer? _timer;

    internal PendingCall(uint serial, MessageHeader header, Action<Message>? onAnswer)
        : base(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        Serial = serial;
        _header = header;
        _onAnswer = onAnswer;
    }

    internal uint Serial { get; }

    /// <summary>What is called, for the sentence of an exception.</summary>
    internal string Description =>
        $"{_header.Interface ?? "(any interface)"}.{_header.Member} at {_header.Destination ?? "the peer"} {_header.Path}";

    /// <summary>Takes the deadline and the cancellation; both end with the call.</summary>
    internal void Guard(ITimer? timer, CancellationTokenRegistration cancellation)
    {
        _timer = timer;
        _cancellation = cancellation;
        if (Task.IsCompleted) Release();
    }

    /// <summary>Runs on the receive loop: what must see the answer in its place among the other messages is called here.</summary>
    internal void Answer(Message message)
    {
        _onAnswer?.Invoke(message);
        Release(); // First, so that whoever has the answer sees nothing left behind.
        if (message.Type == MessageType.Error) TrySetException(new DBusErrorException(message.ErrorName!, message.FirstText()));
        else TrySetResult(message);
    }

    internal void Fail(Exception exception)
    {
        TrySetException(exception);
        Release();
    }

    internal void Cancel(CancellationToken cancellationToken)
    {
        TrySetCanceled(cancellationToken);
        Release();
    }

    private void Release()
    {
        _timer?.Dispose();
        _cancellation.Unregister(); // Not Dispose, which would wait for a callback that may be running right here.
    }
}
