using BtBattery.Aggregation.Model;
using BtBattery.Bms.Tests.Daly;
using BtBattery.Bms.Tests.Example;
using BtBattery.Bms.Tests.Jbd;

namespace BtBattery.Bms.Tests.LateAnswers;

/// <summary>
/// A board behind a bad link: it answers in order, but late, or twice, or not at all. Each answer holds a number, by which it can be told
/// when it was really measured.
/// </summary>
/// <param name="kind">An id of the catalogue; <c>daly-d2-wide</c> has the 80 registers in one block, <c>acme</c> knows one question only.</param>
internal sealed class SlowBoard(string kind)
{
    private const int Cells = 4;

    private readonly List<MonotonicTime> _measured = [];
    private readonly Queue<(MonotonicTime At, byte[] Bytes)> _underWay = new();
    private MonotonicTime _lastArrival;

    public static BmsFamily FamilyOf(string kind) =>
        kind == "acme" ? AcmeConversation.TheFamily : BmsCatalog.Find(kind == "daly-d2-wide" ? "daly-d2" : kind)!;

    /// <summary>When the answer arrives that is the next to come; null if none is under way.</summary>
    public MonotonicTime? NextAt => _underWay.TryPeek(out (MonotonicTime At, byte[] Bytes) next) ? next.At : null;

    /// <summary>It takes a question, measures at once or just before it answers, and sends the answer, which arrives after those before it.</summary>
    public void Take(ReadOnlySpan<byte> request, MonotonicTime at, Fate fate)
    {
        MonotonicTime arrival = at + fate.Delay;
        arrival = arrival > _lastArrival ? arrival : _lastArrival;
        byte[][] frames = Answer(request, _measured.Count);
        if (frames.Length == 0)
            return;
        _measured.Add(fate.IsMeasuredLast ? arrival : at);
        if (fate.IsLost)
            return;

        for (int i = 0; i < frames.Length; i++)
        {
            if (frames.Length > 1 && fate.LosesFrame == i)
                continue;
            for (int times = fate.IsDoubled ? 2 : 1; times > 0; times--)
            {
                arrival += TimeSpan.FromMilliseconds(1);
                _underWay.Enqueue((arrival, frames[i]));
            }
        }

        _lastArrival = arrival;
    }

    /// <summary>What has arrived, with its moment.</summary>
    public (MonotonicTime At, byte[] Bytes) Deliver() => _underWay.Dequeue();

    /// <summary>The link has ended.</summary>
    public void Forget() => _underWay.Clear();

    /// <summary>What is wrong with <paramref name="readings"/>; null if they are no younger than they claim, and of one moment.</summary>
    public string? Complaint(BatterySnapshot readings)
    {
        if (readings.CellVoltages is { } cells)
        {
            if (cells.Value[0] != cells.Value[Cells - 1])
                return $"cells of two moments: {cells.Value[0]} and {cells.Value[Cells - 1]} V";
            return Complaint(cells.At, (int)Math.Round(cells.Value[0]!.Value * 1000));
        }

        return kind == "jbd" && readings.Voltage is { } voltage ? Complaint(voltage.At, (int)Math.Round(voltage.Value * 100)) : null;
    }

    private string? Complaint(MonotonicTime claimed, int number)
    {
        MonotonicTime measured = _measured[number];
        return claimed > measured ? $"measured {(claimed - measured).TotalMilliseconds} ms before it claims" : null;
    }

    private byte[][] Answer(ReadOnlySpan<byte> request, int number) => kind switch
    {
        "jbd" => request[2] switch
        {
            0x03 => [JbdReply.PackInfo(pack => pack.Voltage = number)],
            0x04 => [JbdReply.Cells(number, 1, 2, number)],
            _ => [],
        },
        "daly-a5" => request[2] switch
        {
            0x94 => [DalyReply.A5(0x94, Cells, 0)],
            // As some boards do: sixteen frames, whatever is needed.
            0x95 => [.. Enumerable.Range(1, 16).Select(n => DalyReply.A5Cells((byte)n, number, 1, 2))],
            0x93 or 0x90 or 0x98 => [DalyReply.A5(request[2])],
            _ => [],
        },
        "daly-d2" or "daly-d2-wide" => (request[3], request[5]) switch
        {
            (0, 62) => [DalyReply.D2Status(r => (r[0], r[3]) = (number, number))],
            (0, 80) when kind == "daly-d2-wide" => [DalyReply.D2Status(r => (r[0], r[3]) = (number, number), count: 80)],
            (0x3E, _) when kind == "daly-d2" => [DalyReply.D2Balancing()],
            _ => [],
        },
        "daly-p81" => request[3] switch
        {
            0x41 => [DalyReply.P81Status()],
            0x00 => [DalyReply.P81Pack(r => (r[0], r[3]) = (number, number))],
            _ => [],
        },
        "acme" => [Acme(number)],
        _ => throw new ArgumentOutOfRangeException(nameof(request), kind, null),
    };

    private static byte[] Acme(int number)
    {
        byte[] body = [0xCA, 1, 11, 0, 0, Cells, .. new[] { number, 1, 2, number }.SelectMany(mv => new[] { (byte)(mv >> 8), (byte)(mv & 0xFF) })];
        return [.. body, (byte)(body.Sum(b => b) & 0xFF)];
    }
}
