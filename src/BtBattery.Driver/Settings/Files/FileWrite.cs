using BtBattery.Driver.Run;

namespace BtBattery.Driver.Settings.Files;

/// <summary>One write that is waited for, though not for ever: either the disk answers it or the deadline does, never both.</summary>
internal sealed class FileWrite
{
    private readonly TaskCompletionSource<bool> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>True once nobody waits for it any more.</summary>
    public bool IsAnswered => _answer.Task.IsCompleted;

    /// <summary>Answers.</summary>
    /// <param name="isWritten">True if it is in the file.</param>
    /// <returns>False if it was answered already.</returns>
    public bool TryAnswer(bool isWritten) => _answer.TrySetResult(isWritten);

    /// <summary>It could not even be tried.</summary>
    public void Fail(Exception exception) => _answer.TrySetException(exception);

    /// <summary>Waits for the answer.</summary>
    /// <returns>What it was; false at the deadline.</returns>
    public async Task<bool> WaitAsync(TimeSpan deadline, MonotonicClock clock, CancellationToken cancellationToken)
    {
        try
        {
            return await InContext.Of(_answer.Task).WaitAsync(deadline, clock.TimeProvider, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Answered just now, perhaps.
            return !TryAnswer(false) && await _answer.Task;
        }
        catch (OperationCanceledException) when (TryAnswer(false))
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            return await _answer.Task;
        }
    }
}
