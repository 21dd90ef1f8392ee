using System.Threading.Tasks.Sources;

namespace BtBattery.DBus;

/// <summary>One direction of a <see cref="PolledStream"/>: a transfer that waits until the loop says that it can go on. One at a time, without an object for each.</summary>
/// <param name="transfer">Does it; null if it cannot now.</param>
internal sealed class PolledTransfer(Func<Memory<byte>, int?> transfer) : IValueTaskSource<int>
{
    private ManualResetValueTaskSourceCore<int> _core;
    private CancellationTokenRegistration _cancellation;
    private Memory<byte> _buffer;

    /// <summary>True while it waits.</summary>
    internal bool IsWaiting { get; private set; }

    public int GetResult(short token) => _core.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    /// <summary>Waits until bytes were transferred.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="InvalidOperationException">One is waiting already.</exception>
    internal ValueTask<int> Begin(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (IsWaiting) throw new InvalidOperationException("One transfer in each direction at a time.");
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<int>(cancellationToken);
        _core.Reset();
        (_buffer, IsWaiting) = (buffer, true);
        _cancellation = cancellationToken.UnsafeRegister(
            static (self, token) => ((PolledTransfer)self!).Fail(new OperationCanceledException(token)), this);
        return new ValueTask<int>(this, _core.Version);
    }

    /// <summary>Tries now; goes on waiting if it cannot yet.</summary>
    internal void GoOn()
    {
        if (!IsWaiting) return;
        try
        {
            if (transfer(_buffer) is not { } count) return;
            End();
            _core.SetResult(count);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            Fail(exception);
        }
    }

    /// <summary>Ends the wait, if there is one.</summary>
    internal void Fail(Exception exception)
    {
        if (!IsWaiting) return;
        End();
        _core.SetException(exception);
    }

    private void End()
    {
        (IsWaiting, _buffer) = (false, default);
        _cancellation.Unregister();
    }
}
