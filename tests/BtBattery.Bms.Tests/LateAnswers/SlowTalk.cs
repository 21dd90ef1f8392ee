using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;

namespace BtBattery.Bms.Tests.LateAnswers;

/// <summary>Asks a <see cref="SlowBoard"/> as the poller does: deadlines, pauses, a new link when the conversation has given up.</summary>
internal sealed class SlowTalk
{
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromSeconds(2);

    private readonly string _kind;
    private readonly BmsOptions _options = new();
    private MonotonicTime _now = new(TimeSpan.FromSeconds(10));

    public SlowTalk(string kind)
    {
        _kind = kind;
        Board = new SlowBoard(kind);
        Conversation = SlowBoard.FamilyOf(kind).Start(_options);
    }

    public SlowBoard Board { get; }

    public BmsConversation Conversation { get; private set; }

    /// <summary>The first thing that was wrong; null if nothing was.</summary>
    public string? Complaint { get; private set; }

    /// <summary>Values that were read.</summary>
    public int Readings { get; private set; }

    /// <summary>By how much the values of the last answer claim to be older than their own question.</summary>
    public TimeSpan LastLag { get; private set; }

    /// <summary>Links that were given up because their answers could not be told apart.</summary>
    public int LinksLagging { get; private set; }

    /// <summary>Runs one round, and rests.</summary>
    public void Round(Func<BmsRequest, Fate> next)
    {
        MonotonicTime end = _now + s_pollInterval;
        Conversation.StartRound();
        while (Conversation.NextRequest(_now) is { } request)
        {
            OverhearUntil(_now);
            Board.Take(request.Bytes.Span, _now, next(request));
            if (!Receive(_now, _now + request.Timeout))
            {
                _now += request.Timeout;
                Conversation.NoAnswer();
            }
        }

        if (Conversation.IsUnresponsive)
        {
            LinksLagging += Conversation.IsLagging ? 1 : 0;
            Board.Forget();
            _options.OpenQuestions.Clear();
            Conversation = SlowBoard.FamilyOf(_kind).Start(_options);
            _now += s_pollInterval;
        }
        else if (end > _now)
        {
            OverhearUntil(end);
            _now = end;
        }
    }

    private bool Receive(MonotonicTime asked, MonotonicTime deadline)
    {
        while (Board.NextAt <= deadline)
        {
            (MonotonicTime at, byte[] bytes) = Board.Deliver();
            ReplyResult reply = Conversation.Receive(bytes, at);
            if (reply.Outcome == ReplyOutcome.Incomplete)
                continue;
            _now = at;
            if (reply.Readings is { } readings)
            {
                Readings++;
                Complaint ??= Board.Complaint(readings);
                LastLag = asked - ((readings.CellVoltages?.At ?? readings.Voltage?.At) ?? asked);
            }

            return true;
        }

        return false;
    }

    private void OverhearUntil(MonotonicTime end)
    {
        while (Board.NextAt <= end)
        {
            (MonotonicTime at, byte[] bytes) = Board.Deliver();
            Conversation.Overhear(bytes, at);
        }
    }
}
