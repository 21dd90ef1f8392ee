using BtBattery.Aggregation.Model;
using BtBattery.Bms;
using BtBattery.Bms.Conversations;

namespace BtBattery.Driver.Polling;

/// <content>What a recording needs: the battery as it stands between two rounds, and what a replay tells it because the bytes were not kept.</content>
public sealed partial class PolledBattery
{
    /// <summary>What is remembered between two rounds. The caller holds the lock of the recorder.</summary>
    internal PolledBatteryState State => new()
    {
        Snapshot = _snapshot,
        Status = _status,
        Slope = _contradictions.Slope,
        Wish = _switchboard.Wish,
        IsWishHandedOver = _switchboard.IsHandedOver,
        Report = _switchboard.Report,
        Family = _conversation?.Family.Id,
        Conversation = _conversation?.TakeNotes() ?? new Dictionary<string, string>(),
        Memory = _bmsOptions.Memory.TakeNotes(),
        Questions = _bmsOptions.OpenQuestions.TakeNotes(),
    };

    /// <summary>Goes on from what was remembered.</summary>
    /// <exception cref="FormatException">It names a family that there is not, or what it remembers does not fit.</exception>
    internal void Restore(PolledBatteryState state)
    {
        (_snapshot, _status) = (state.Snapshot, state.Status);
        _contradictions.Restore(state.Slope, state.Status.Contradictions);
        _switchboard.Restore(state.Wish, state.IsWishHandedOver, state.Report);
        _bmsOptions.Memory.Restore(state.Memory);
        _bmsOptions.OpenQuestions.Restore(state.Questions);
        if (state.Family is string id)
        {
            _conversation = (BmsCatalog.Find(id) ?? throw new FormatException($"{id} is no known type of battery")).Start(_bmsOptions);
            _conversation.Restore(state.Conversation);
        }
    }

    /// <summary>What the radio knew of the battery.</summary>
    internal void TakeRadio(string? adapter, Measured<int>? rssi) => _status = _status with { Link = _status.Link with { Adapter = adapter, Rssi = rssi } };

    /// <summary>A request was sent to find out its protocol, which may still be answered.</summary>
    internal void Probe(ReadOnlyMemory<byte> request, MonotonicTime at) => _bmsOptions.OpenQuestions.TryAdd(request, at);

    /// <summary>So many questions are still open: others were answered by bytes that were not kept.</summary>
    internal void KeepOpen(int questions, AnswerMark? last) => Conversation.KeepOpen(questions, last);

    /// <summary>The request was answered, but the bytes were not kept.</summary>
    /// <param name="secretAnswer">What a secret request was answered, see <see cref="BmsConversation.SecretAnswer"/>; null for any other.</param>
    /// <param name="reply">What another request was answered.</param>
    /// <param name="at">When the answer was complete.</param>
    /// <exception cref="FormatException">That is no answer to the request under way.</exception>
    internal void ReceiveKeptBack(string? secretAnswer, ReplyResult reply, MonotonicTime at)
    {
        if (secretAnswer is not null)
        {
            reply = Conversation.TakeSecretAnswer(secretAnswer);
        }
        else
        {
            Conversation.TakeAnswer(reply);
        }

        Use(reply, at);
    }

    /// <summary>So many more frames were of no use: a replay does not see all of them.</summary>
    internal void AddBadFrames(IReadOnlyDictionary<string, int> bad) => _status = _status with { Link = _status.Link.WithBad(bad) };
}
