using BtBattery.Bms.Conversations;
using BtBattery.Driver.Options;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Polling;

/// <summary>What the log is told of a battery's link: every change, and nothing twice.</summary>
internal sealed class SpokenOnce(BatteryAddress address, ILogger logger)
{
    private string? _problem;
    private bool _wasLive;
    private bool _toldSign;

    /// <summary>There is no data.</summary>
    /// <param name="text">Why, in a sentence.</param>
    /// <param name="kind">The kind of verdict, if it is one: its text may quote what the device sent, which differs each time.</param>
    /// <param name="needsOwner">True if trying again changes nothing.</param>
    public void Problem(string text, BmsVerdictKind? kind, bool needsOwner)
    {
        string problem = kind?.ToString() ?? text;
        if (_problem == problem)
        {
            return;
        }

        _problem = problem;
        if (needsOwner)
        {
            logger.LogError("{Address}: {Problem}", address, text);
        }
        else
        {
            logger.LogWarning("{Address}: {Problem} Trying again.", address, text);
        }
    }

    /// <summary>There is data, for the first time or again.</summary>
    public void Recovery()
    {
        if (!_wasLive || _problem is not null)
        {
            logger.LogInformation("{Address}: connected, data is coming in.", address);
        }

        _wasLive = true;
        _problem = null;
    }

    /// <summary>The sign of the current was turned round.</summary>
    public void Sign()
    {
        if (!_toldSign)
        {
            _toldSign = true;
            logger.LogWarning(
                "{Address}: the sign of the current contradicts the battery's own state and is turned round; check INVERT_CURRENT_MEASUREMENT.", address);
        }
    }
}
