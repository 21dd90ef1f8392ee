using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;
using BtBattery.Bms.Framing;

namespace BtBattery.Bms.Recordings;

/// <summary>Replays a recording through the same conversation that talks to a live battery.</summary>
public static class RecordingDecoder
{
    /// <summary>Decodes <paramref name="recording"/>.</summary>
    /// <param name="recording">What was recorded.</param>
    /// <param name="familyId">Overrides what the recording says about itself: an id of <see cref="BmsCatalog"/>, or its <c>bms</c> word.</param>
    /// <exception cref="RecordingException">No protocol of this program goes by that name.</exception>
    public static DecodedRecording Decode(Recording recording, string? familyId = null)
    {
        ArgumentNullException.ThrowIfNull(recording);
        BmsFamily family = FindFamily(recording, familyId);
        BmsConversation conversation = family.Start(BmsOptions.Default);
        var replay = new Replay(conversation);
        foreach (RecordedExchange exchange in recording.Exchanges)
            replay.Play(exchange);
        return replay.Error is { } error
            ? new DecodedRecording(family, null, error)
            : new DecodedRecording(family, replay.Readings, null);
    }

    private static BmsFamily FindFamily(Recording recording, string? familyId)
    {
        if (familyId is not null && BmsCatalog.Find(familyId) is { } family)
            return family;

        string bms = familyId ?? recording.Bms;
        List<BmsFamily> candidates =
            [.. BmsCatalog.Families.Where(f => f.RecordingBms.Equals(bms, StringComparison.OrdinalIgnoreCase))];
        if (candidates.Count == 0)
        {
            string known = string.Join(", ", BmsCatalog.Families.SelectMany(f => new[] { f.RecordingBms, f.Id }).Distinct());
            throw new RecordingException($"The battery type {bms} is not known; known types are {known}.");
        }

        if (candidates.Count == 1)
            return candidates[0];
        if (recording.Protocol is null && recording.Exchanges.FirstOrDefault(e => !e.Request.IsEmpty) is { } first)
            return candidates.FirstOrDefault(f => f.RequestStart == first.Request.Span[0]) ?? candidates[0];
        return candidates.FirstOrDefault(f => string.Equals(f.RecordingProtocol, recording.Protocol, StringComparison.OrdinalIgnoreCase))
            ?? throw new RecordingException(
                $"The protocol {recording.Protocol ?? "(none given)"} of {bms} is not known; " +
                $"known protocols are {string.Join(", ", candidates.Select(f => f.RecordingProtocol))}.");
    }

    /// <summary>The state of one replay: what was read so far, and the first thing that went wrong.</summary>
    private sealed class Replay(BmsConversation conversation)
    {
        private readonly List<(string Request, string Error)> _unanswered = [];
        private string? _refusal;
        private bool _anyAnswer;
        private int _clock;

        public BatterySnapshot Readings { get; private set; } = BatterySnapshot.Empty;

        public string? Error => _refusal
            ?? (_unanswered.Count > 0 ? _unanswered[0].Error : null)
            ?? (!_anyAnswer ? ReplyCodes.NoReply : Readings == BatterySnapshot.Empty ? ReplyCodes.NoValues : null);

        public void Play(RecordedExchange exchange)
        {
            conversation.Await(exchange.Request, new MonotonicTime(TimeSpan.FromMilliseconds(_clock)));
            long badSums = conversation.Counters[BadFrame.Checksum];
            long wrongReplies = conversation.Counters[BadFrame.WrongReply] + conversation.Counters[BadFrame.Contents];
            foreach (ReadOnlyMemory<byte> notification in exchange.Notifications)
            {
                ReplyResult result = conversation.Receive(notification.Span, new MonotonicTime(TimeSpan.FromMilliseconds(_clock++)));
                if (result.Outcome == ReplyOutcome.Incomplete)
                    continue;
                Take(exchange, result);
                return;
            }

            // An exchange in which nothing arrived is a question left open, which is ordinary; damaged bytes are not.
            if (exchange.Request.IsEmpty || exchange.Notifications.Count == 0)
                return;
            bool hadBadSum = conversation.Counters[BadFrame.Checksum] > badSums;
            bool hadWrongReply = conversation.Counters[BadFrame.WrongReply] + conversation.Counters[BadFrame.Contents] > wrongReplies;
            _unanswered.Add((KeyOf(exchange), hadBadSum ? ReplyCodes.BadChecksum
                : hadWrongReply ? ReplyCodes.WrongReply
                : ReplyCodes.IncompleteFrame));
        }

        private static string KeyOf(RecordedExchange exchange) => Convert.ToHexString(exchange.Request.Span);

        private void Take(RecordedExchange exchange, ReplyResult result)
        {
            if (result.Outcome == ReplyOutcome.Refused)
            {
                _refusal ??= result.Code;
                return;
            }

            _anyAnswer = true;
            if (result.Readings is { } readings)
                Readings = Readings.UpdatedWith(readings);
            ForgiveEarlierTries(KeyOf(exchange));
        }

        /// <summary>A good answer makes up for earlier tries that were cut short, but a wrong checksum stays on record.</summary>
        private void ForgiveEarlierTries(string request)
        {
            for (int i = _unanswered.Count - 1; i >= 0; i--)
            {
                if (_unanswered[i].Request != request)
                    continue;
                if (_unanswered[i].Error == ReplyCodes.BadChecksum)
                    _unanswered[i] = (request, ReplyCodes.FirstReplyBadCrc);
                else if (_unanswered[i].Error != ReplyCodes.FirstReplyBadCrc)
                    _unanswered.RemoveAt(i);
            }
        }
    }
}
