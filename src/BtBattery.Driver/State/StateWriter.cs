using BtBattery.Aggregation.Model;
using BtBattery.DBus;
using BtBattery.Driver.Run;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.State;

/// <summary>Writes one file beside the loop, one time after the other. A disk that refuses is told once until it takes again.</summary>
internal sealed class StateWriter(StateDocument document, MonotonicClock clock, ILogger logger)
{
    /// <summary>A disk that takes longer is told.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private MonotonicTime? _begunAt;
    private TaskCompletionSource<string?>? _running;
    private bool _isFaultTold;

    /// <summary>The file.</summary>
    public StateDocument Document => document;

    /// <summary>True while nothing is being written.</summary>
    public bool IsIdle => _running is null;

    /// <summary>True if what was to be written last is not.</summary>
    public bool HasFailed => _isFaultTold;

    /// <summary>True if so long has passed since the last time, and that one is over.</summary>
    public bool IsDue(TimeSpan pause) => _running is null && (_begunAt is not { } begun || begun.AgeAt(clock.Now) >= pause);

    /// <summary>Begins to write; not while it is still at it.</summary>
    public void Write(IReadOnlyDictionary<string, byte[]> entries)
    {
        if (_running is not null)
        {
            return;
        }

        var running = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        (_running, _begunAt) = (running, clock.Now);
        Elsewhere.RunBlocking(() =>
        {
            try
            {
                running.SetResult(document.Write(entries));
            }
            catch (Exception exception)
            {
                // A bug, and nobody waits for it here: it is told where the result is looked at.
                running.SetResult($"{exception.GetType().Name}: {exception.Message}");
            }
        });
    }

    /// <summary>Takes note of what became of the last time.</summary>
    public void Look()
    {
        if (_running is not { } running)
        {
            return;
        }

        if (running.Task.IsCompleted)
        {
            _running = null;
            Tell(running.Task.Result);
        }
        else if (_begunAt is { } begun && begun.AgeAt(clock.Now) >= s_patience)
        {
            Tell("the disk does not answer");
        }
    }

    /// <summary>Waits until nothing is being written.</summary>
    public async Task EndAsync(TimeSpan timeout)
    {
        if (_running is { } running)
        {
            try
            {
                await InContext.Of(running.Task).WaitAsync(timeout, clock.TimeProvider);
            }
            catch (TimeoutException)
            {
                Tell("the disk does not answer");
            }
        }

        Look();
    }

    private void Tell(string? problem)
    {
        if (problem is not null && !_isFaultTold)
        {
            logger.LogWarning(
                "{File} cannot be written: {Problem} The driver goes on; what it learned will be missing after its next start. Make room on the disk, or see why it is read-only.",
                document.Path,
                problem.EndsWith('.') ? problem : $"{problem}.");
        }
        else if (problem is null && _isFaultTold)
        {
            logger.LogInformation("{File} can be written again.", document.Path);
        }

        _isFaultTold = problem is not null;
    }
}
