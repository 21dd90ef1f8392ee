using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;

namespace BtBattery.Bms.Tests.Conversations;

/// <summary>A conversation with a test at its other end.</summary>
internal sealed class Line(BmsConversation conversation)
{
    private int _clock;

    public Line(string family, BmsOptions? options = null)
        : this(BmsCatalog.Find(family)!.Start(options ?? BmsOptions.Default))
    {
    }

    public BmsConversation Conversation { get; } = conversation;

    public MonotonicTime Now => new(TimeSpan.FromMilliseconds(_clock));

    /// <summary>Starts a round and returns the bytes of its first request.</summary>
    public string StartRound()
    {
        Conversation.StartRound();
        return Next()!;
    }

    /// <summary>The bytes of the next request; null at the end of the round.</summary>
    public string? Next()
    {
        // So much lies between two answers, and more between two rounds: what follows at once is the same answer again.
        _clock += 300;
        return Conversation.NextRequest(Now) is { } request ? Convert.ToHexString(request.Bytes.Span) : null;
    }

    public ReplyResult Receive(params byte[] notification)
    {
        _clock++;
        return Conversation.Receive(notification, Now);
    }

    public ReplyResult Receive(string hex) => Receive(Convert.FromHexString(hex));

    /// <summary>The readings of an answer that must be complete.</summary>
    public BatterySnapshot Read(params byte[] notification)
    {
        ReplyResult result = Receive(notification);
        Assert.Equal(ReplyOutcome.Complete, result.Outcome);
        return result.Readings!;
    }
}
