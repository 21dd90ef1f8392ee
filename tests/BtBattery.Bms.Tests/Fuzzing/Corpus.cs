using BtBattery.Bms.Recordings;
using BtBattery.Bms.Tests.Daly;
using BtBattery.Bms.Tests.Jbd;
using BtBattery.Bms.Tests.Vectors;

namespace BtBattery.Bms.Tests.Fuzzing;

/// <summary>Where generated notifications come from.</summary>
internal sealed class Corpus
{
    private readonly BmsFamily _family;
    private readonly Random _random;
    private readonly List<RecordedExchange> _exchanges;
    private readonly ILookup<string, byte[]> _answers;

    public Corpus(BmsFamily family, Random random)
    {
        _family = family;
        _random = random;
        _exchanges =
        [
            .. VectorFile.All.Where(v => RecordingDecoder.Decode(v.Recording).Family == family)
                .SelectMany(v => v.Recording.Exchanges)
                .Where(e => !e.Request.IsEmpty && e.Notifications.Count > 0),
        ];
        _answers = _exchanges.ToLookup(e => Convert.ToHexString(e.Request.Span), Bytes);
    }

    public ReadOnlyMemory<byte> Request() => _exchanges[_random.Next(_exchanges.Count)].Request;

    /// <summary>A notification, more often than not one that has to do with <paramref name="request"/>.</summary>
    public byte[] Next(ReadOnlyMemory<byte> request)
    {
        byte[] bytes = _random.Next(8) switch
        {
            0 => Noise(_random.Next(0, 64)),
            1 => AnyContent(request.Span),
            2 or 3 => Bytes(_exchanges[_random.Next(_exchanges.Count)]),
            4 => request.ToArray(),
            _ => Fitting(request),
        };
        return _random.Next(6) switch
        {
            0 => Flip(bytes),
            1 => bytes[..^_random.Next(0, bytes.Length + 1)],
            2 => bytes[_random.Next(0, bytes.Length + 1)..],
            3 => [.. Noise(_random.Next(0, 6)), .. bytes],
            4 => [.. bytes, .. Fitting(request)],
            _ => bytes,
        };
    }

    private static byte[] Bytes(RecordedExchange exchange) => [.. exchange.Notifications.SelectMany(n => n.ToArray())];

    private byte[] Fitting(ReadOnlyMemory<byte> request)
    {
        byte[][] fitting = [.. _answers[Convert.ToHexString(request.Span)]];
        return fitting.Length == 0 ? AnyContent(request.Span) : fitting[_random.Next(fitting.Length)];
    }

    /// <summary>A frame that passes every check of its framing and holds anything.</summary>
    private byte[] AnyContent(ReadOnlySpan<byte> request) => _family.Id switch
    {
        "jbd" when request[0] == 0xFF => Auth(request[2], (byte)_random.Next(4)),
        "jbd" => JbdReply.Frame(request[2], (byte)(_random.Next(8) == 0 ? 0x80 : 0), Noise(_random.Next(0, 80))),
        "daly-d2" => DalyReply.WithCrc([0xD2, 0x03, .. Counted(2 * request[5])]),
        "daly-p81" => DalyReply.WithCrc([0x51, 0x03, .. Counted(2 * request[5])]),
        "daly-a5" => DalyReply.A5(request[2], [(byte)_random.Next(20), .. Noise(7)]),
        _ => Noise(32),
    };

    private static byte[] Auth(byte command, byte result) => [0xFF, 0xAA, command, 1, result, (byte)((command + 1 + result) & 0xFF)];

    private byte[] Counted(int count) => [(byte)count, .. Noise(count & 0xFF)];

    private byte[] Noise(int count)
    {
        byte[] noise = new byte[count];
        _random.NextBytes(noise);
        // Small numbers and zeros are what counts and flags look like.
        if (_random.Next(2) == 0)
        {
            for (int i = 0; i < noise.Length; i++)
                noise[i] = (byte)(noise[i] & (_random.Next(3) == 0 ? 0xFF : 0x0F));
        }

        return noise;
    }

    private byte[] Flip(byte[] bytes)
    {
        if (bytes.Length == 0)
            return bytes;
        byte[] flipped = [.. bytes];
        flipped[_random.Next(flipped.Length)] ^= (byte)(1 << _random.Next(8));
        return flipped;
    }
}
