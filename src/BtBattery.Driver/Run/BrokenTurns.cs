using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Run;

/// <summary>Tells the log of turns in which nothing could be decided: of each bug once, and once that it is over.</summary>
/// <param name="logger">Where to.</param>
public sealed class BrokenTurns(ILogger logger)
{
    private string? _told;

    /// <summary>After each turn.</summary>
    /// <param name="error">What went wrong in it; null for nothing.</param>
    public void Take(Exception? error)
    {
        string? what = error is null ? null : $"{error.GetType().Name}: {error.Message}";
        if (what == _told)
        {
            return;
        }

        if (error is not null)
        {
            logger.LogError(error, "Limits could not be worked out, which is a bug in this program: no current is allowed meanwhile. Please report it with the lines below.");
        }
        else
        {
            logger.LogWarning("Limits are worked out again.");
        }

        _told = what;
    }
}
