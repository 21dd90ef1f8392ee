using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;

namespace BtBattery.Driver.Polling;

/// <summary>Hands confirmed wishes to the conversation, one at a time, and says in words what became of them.</summary>
internal sealed class Switchboard
{
    /// <summary>Ends the text of a wish that was confirmed and has no outcome yet.</summary>
    public const string UnderWay = "under way";

    private const string Done = "done";
    private const string WaitingForState = "waiting for the state of the battery";

    private SwitchWish? _wish;
    private bool _isHandedOver;

    /// <summary>How the latest wish fares; null while there was none.</summary>
    public SwitchReport? Report { get; private set; }

    /// <summary>The wish that is under way; null if there is none.</summary>
    public SwitchWish? Wish => _wish;

    /// <summary>True once the conversation has accepted it.</summary>
    public bool IsHandedOver => _isHandedOver;

    /// <summary>True if a text is the last word on that wish.</summary>
    public static bool IsFinal(string text, string words) =>
        text.StartsWith(words + ": ", StringComparison.Ordinal)
        && !text.EndsWith(UnderWay, StringComparison.Ordinal)
        && !text.EndsWith(WaitingForState, StringComparison.Ordinal);

    /// <summary>True if a text says that the wish was carried out.</summary>
    public static bool IsDone(string text, string words) => text.StartsWith($"{words}: {Done}", StringComparison.Ordinal);

    /// <summary>True unless a wish is under way.</summary>
    public bool TakesWishes => _wish is null;

    /// <summary>Goes on from what was there before.</summary>
    public void Restore(SwitchWish? wish, bool isHandedOver, SwitchReport? report) => (_wish, _isHandedOver, Report) = (wish, isHandedOver, report);

    /// <summary>Takes the next wish.</summary>
    public void Take(SwitchWish wish) => (_wish, _isHandedOver) = (wish, false);

    /// <summary>Before a round: hands a wish that waits to the conversation.</summary>
    public void Offer(BmsConversation conversation, MonotonicTime now)
    {
        if (_wish is not { } wish || _isHandedOver)
        {
            return;
        }

        Expire(now);
        if (_wish is null)
        {
            return;
        }

        string words = SwitchWish.Describe(wish.Fet, wish.On);
        switch (conversation.RequestSwitch(wish.Fet, wish.On))
        {
            case SwitchAnswer.Accepted:
                _isHandedOver = true;
                Report = new SwitchReport($"{words}: {UnderWay}", IsFinal: false, IsDone: false);
                break;
            case SwitchAnswer.NotSupported:
                End($"{words}: not done, this battery cannot be switched", isDone: false);
                break;
            default:
                // Not known yet what is on and what is off; the next round may tell.
                Report = new SwitchReport($"{words}: {WaitingForState}", IsFinal: false, IsDone: false);
                break;
        }
    }

    /// <summary>Without a link: a wish that waited too long is dropped, and said to be. A round is left for it to be written in.</summary>
    public void Expire(MonotonicTime now)
    {
        if (_wish is { } wish && !_isHandedOver && now + SwitchWish.LongestRound > wish.GoodUntil)
        {
            End($"{SwitchWish.Describe(wish.Fet, wish.On)}: not done, the battery could not be reached in time", isDone: false);
        }
    }

    /// <summary>After a round, and before a conversation is dropped.</summary>
    public void Look(BmsConversation conversation)
    {
        if (_wish is not { } wish || !_isHandedOver || conversation.SwitchOutcome is not { } outcome)
        {
            return;
        }

        string words = SwitchWish.Describe(wish.Fet, wish.On);
        switch (outcome.State)
        {
            case SwitchState.Pending:
                break;
            case SwitchState.Done when outcome.AlsoHeldOff is FetSwitch other:
                End($"{words}: {Done}; {SwitchWish.Describe(other, false)} is kept until it is switched on", isDone: true);
                break;
            case SwitchState.Done:
                End($"{words}: {Done}", isDone: true);
                break;
            case SwitchState.Refused:
                End($"{words}: not done, the battery refused ({outcome.Code})", isDone: false);
                break;
            case SwitchState.Unanswered:
                End($"{words}: not certain, the battery did not acknowledge it", isDone: false);
                break;
            default:
                End($"{words}: the battery acknowledged it but does not read so", isDone: false);
                break;
        }
    }

    /// <summary>The conversation is dropped: a wish that was written is not repeated, one that was not waits for the next.</summary>
    public void Drop(BmsConversation conversation)
    {
        Look(conversation);
        if (_wish is { } wish && _isHandedOver)
        {
            if (conversation.SwitchOutcome is { IsWritten: false })
            {
                _isHandedOver = false;
            }
            else
            {
                End($"{SwitchWish.Describe(wish.Fet, wish.On)}: not certain, the link was lost meanwhile", isDone: false);
            }
        }
    }

    private void End(string text, bool isDone)
    {
        Report = new SwitchReport(text, IsFinal: true, isDone);
        _wish = null;
    }
}
