using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;

namespace BtBattery.Bms.Tests.Fuzzing;

/// <summary>
/// Feeds one protocol with generated notifications: recorded answers that are cut, spliced, repeated and damaged, good
/// frames with any content, and plain noise. Whatever comes, nothing throws and every value is one that the model allows.
/// </summary>
internal sealed class ProtocolFuzzer
{
    private readonly BmsFamily _family;
    private readonly Random _random;
    private readonly Corpus _corpus;
    private BmsConversation _conversation;

    public ProtocolFuzzer(BmsFamily family, int seed)
    {
        _family = family;
        _random = new Random(seed);
        _corpus = new Corpus(family, _random);
        _conversation = family.Start(new BmsOptions());
    }

    /// <summary>Snapshots that came out; a run without any has tested nothing.</summary>
    public long Snapshots { get; private set; }

    /// <summary>Sequences run so far.</summary>
    public long Sequences { get; private set; }

    private MonotonicTime Now => new(TimeSpan.FromMilliseconds(Sequences));

    /// <summary>Runs <paramref name="count"/> sequences of one to four notifications each.</summary>
    public void Run(long count)
    {
        for (long i = 0; i < count; i++)
            RunOne();
    }

    private void RunOne()
    {
        Sequences++;
        ReadOnlyMemory<byte> request = Ask();
        int notifications = _random.Next(1, 5);
        for (int i = 0; i < notifications; i++)
        {
            byte[] bytes = _corpus.Next(request);
            ReplyResult result = _conversation.Receive(bytes, Now);
            if (result.Readings is not { } readings)
                continue;
            Snapshots++;
            if (Lawful.Complaint(readings) is { } complaint)
                throw new InvalidOperationException($"{complaint} after {Convert.ToHexString(bytes)}, sequence {Sequences}");
        }
    }

    /// <summary>The next request of the poll plan, or a recorded one.</summary>
    private ReadOnlyMemory<byte> Ask()
    {
        if (_random.Next(4) == 0)
        {
            ReadOnlyMemory<byte> recorded = _corpus.Request();
            _conversation.Await(recorded, Now);
            return recorded;
        }

        if (_conversation.NextRequest(Now) is { } next)
            return next.Bytes;
        if (_conversation.IsUnresponsive)
            _conversation = _family.Start(new BmsOptions { Address = "10:A5:62:32:75:36", Password = "123456" });
        _conversation.StartRound();
        return _conversation.NextRequest(Now)!.Bytes;
    }
}
