using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Run;

/// <summary>Tells the log of turns in which something could not be worked out: of each bug once, and once that it is over.</summary>
/// <param name="logger">Where to.</param>
public sealed class BrokenTurns(ILogger logger)
{
    private string? _told;
    private string? _toldOfCells;

    /// <summary>After each turn.</summary>
    /// <param name="error">Why nothing could be decided in it; null for nothing.</param>
    /// <param name="cellFault">Why nothing could be said of its cells; null for nothing.</param>
    public void Take(Exception? error, Exception? cellFault)
    {
        if (IsNews(error, ref _told))
        {
            if (error is not null)
            {
                logger.LogError(error, "Limits could not be worked out, which is a bug in this program: no current is allowed meanwhile. Please report it with the lines below.");
            }
            else
            {
                logger.LogWarning("Limits are worked out again.");
            }
        }

        // Where no limits could be worked out, nobody looked at cells.
        if (error is null && IsNews(cellFault, ref _toldOfCells))
        {
            if (cellFault is not null)
            {
                logger.LogError(
                    cellFault,
                    "The cell monitor shows nothing, because of a bug in this program; limits and alarms do not depend on it and go on. Please report it with the lines below.");
            }
            else
            {
                logger.LogWarning("The cell monitor goes on.");
            }
        }
    }

    private static bool IsNews(Exception? error, ref string? told)
    {
        string? what = error is null ? null : $"{error.GetType().Name}: {error.Message}";
        bool isNews = what != told;
        told = what;
        return isNews;
    }
}
