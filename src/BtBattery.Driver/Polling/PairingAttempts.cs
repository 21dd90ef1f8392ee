using BtBattery.Bms.Conversations;
using BtBattery.Driver.Links;
using BtBattery.Driver.Options;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Polling;

/// <summary>Pairs a battery that demands it, with the owner's PIN, and stops before the battery might lock the owner out.</summary>
internal sealed class PairingAttempts(BatteryAddress address, string? pin, ILogger logger)
{
    /// <summary>In the life of the process, whatever came of them.</summary>
    private const int AttemptsAllowed = 3;

    private int _attempts;
    private string _lastOutcome = "";

    /// <summary>True if the battery talks only to those it is paired with.</summary>
    public static bool IsNeeded(LinkException exception) =>
        exception is { Problem: LinkProblem.PairingNeeded } or VerdictException { Verdict.Kind: BmsVerdictKind.PairingNeeded };

    /// <summary>Tries once, if there is a PIN and an attempt left.</summary>
    /// <param name="link">The link on which the battery refused to talk.</param>
    /// <param name="need">How it said so.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VerdictException">It cannot be tried, or no more.</exception>
    /// <exception cref="LinkException">It was tried, and failed.</exception>
    public async Task PairAsync(IGattLink link, LinkException need, CancellationToken cancellationToken)
    {
        if (pin is null || _attempts >= AttemptsAllowed)
        {
            throw Refusal(need);
        }

        _attempts++;
        logger.LogInformation(
            "{Address}: wants to be paired. Pairing with its PIN, attempt {Attempt} of {Allowed}.", address, _attempts, AttemptsAllowed);
        try
        {
            await link.PairAsync(pin, cancellationToken);
        }
        catch (LinkException exception)
        {
            _lastOutcome = exception.Message;
            if (_attempts >= AttemptsAllowed)
            {
                throw Refusal(need);
            }

            throw;
        }

        _lastOutcome = "It was paired, but still does not talk.";
        logger.LogInformation("{Address}: is paired.", address);
    }

    /// <summary>What is left to say about a battery that wants to be paired when pairing is not, or no more, tried.</summary>
    public VerdictException Refusal(LinkException need)
    {
        string text = pin is null
            ? need is VerdictException ? need.Message : $"{need.Message} Set its PIN."
            : _attempts < AttemptsAllowed ? $"The battery wants to be paired. {_lastOutcome}"
            : $"The battery wants to be paired, and {AttemptsAllowed} attempts with its PIN were in vain. None is made any more until the driver"
                + $" starts anew; correct PIN first. {_lastOutcome}";
        return new VerdictException(new BmsVerdict(BmsVerdictKind.PairingNeeded, text));
    }
}
