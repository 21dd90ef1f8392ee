namespace BtBattery.Driver.Links;

/// <summary>
/// Lets one at a time through, in the order of their coming, so that nobody waits longer than those before take.
/// </summary>
/// <remarks>Not a <see cref="SemaphoreSlim"/>, which keeps no order, and whose waits leave the context of the caller.</remarks>
public sealed class Turns
{
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private bool _isTaken;

    /// <summary>Raised when somebody begins to wait, on whoever that is: for one who could be brief.</summary>
    public event Action? Wanted;

    /// <summary>True while somebody waits for the turn of another.</summary>
    public bool IsWanted
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Any(waiting => !waiting.Task.IsCompleted);
            }
        }
    }

    /// <summary>Waits for a turn; every turn taken is passed on.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before it was our turn.</exception>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (!_isTaken)
            {
                _isTaken = true;
                return;
            }

            _waiting.Enqueue(turn);
        }

        using CancellationTokenRegistration giveUp = cancellationToken.UnsafeRegister(
            static (turn, token) => ((TaskCompletionSource)turn!).TrySetCanceled(token), turn);
        Wanted?.Invoke();
        await turn.Task;
    }

    /// <summary>The turn is over.</summary>
    public void Pass()
    {
        lock (_lock)
        {
            while (_waiting.TryDequeue(out TaskCompletionSource? next))
            {
                // One that gave up is passed over.
                if (next.TrySetResult())
                {
                    return;
                }
            }

            _isTaken = false;
        }
    }
}
