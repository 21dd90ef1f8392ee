using BtBattery.Bms.Recordings;

namespace BtBattery.Bms.Tests.Vectors;

/// <summary>Every way in which the tests spoil, or merely re-cut, a recording. Each yields many recordings.</summary>
internal static class Damage
{
    private static readonly byte[][] s_noise =
    [
        [0x00], [0xFF], [0xDD], [0x77], [0xA5], [0xD2], [0x51], [0xDD, 0x03], [0xDD, 0x03, 0x00], [0xDD, 0x04, 0x00, 0x02], [0xFF, 0xAA],
        [0xFF, 0xAA, 0x15, 0x01], [0xA5, 0x01, 0x90, 0x08], [0xD2, 0x03], [0xD2, 0x03, 0x7C], [0x51, 0x03, 0x80], [0x00, 0x00, 0x00, 0x00],
        [0x77, 0x77, 0xDD, 0xDD],
    ];

    public static IEnumerable<Recording> ByteByByte(Recording whole) =>
        [Recut(whole, bytes => [.. bytes.Select(b => new[] { b })])];

    public static IEnumerable<Recording> EachExchangeInOneNotification(Recording whole) =>
        [Recut(whole, bytes => bytes.Length == 0 ? [] : [bytes])];

    public static IEnumerable<Recording> SplitAtEveryPoint(Recording whole) =>
        from position in Enumerable.Range(1, LongestReply(whole))
        select Recut(whole, bytes => position < bytes.Length ? [bytes[..position], bytes[position..]] : bytes.Length == 0 ? [] : [bytes]);

    public static IEnumerable<Recording> InPiecesOfEverySize(Recording whole) =>
        from size in Enumerable.Range(2, LongestReply(whole))
        select Recut(whole, bytes => [.. bytes.Chunk(size)]);

    public static IEnumerable<Recording> WithNoiseBefore(Recording whole) =>
        from noise in s_noise
        from exchange in Indices(whole)
        select Change(whole, exchange, pieces => pieces.Count == 0 ? pieces : [noise, .. pieces]);

    public static IEnumerable<Recording> WithNoiseBetween(Recording whole) =>
        from noise in s_noise
        from exchange in Indices(whole)
        from place in Enumerable.Range(0, whole.Exchanges[exchange].Notifications.Count)
        select Change(whole, exchange, pieces => [.. pieces.Take(place), [.. noise, .. pieces[place]], .. pieces.Skip(place + 1)]);

    public static IEnumerable<Recording> WithOneByteInserted(Recording whole) =>
        from exchange in Indices(whole)
        from position in Enumerable.Range(0, Joined(whole, exchange).Length)
        from value in new byte[] { 0x00, 0x08, 0x10, 0x40, 0x51, 0x77, 0x95, 0xA5, 0xD2, 0xDD, 0xFE, 0xFF }
        select Change(whole, exchange, _ => [Insert(Joined(whole, exchange), position, value)]);

    public static IEnumerable<Recording> WithOneByteLost(Recording whole) =>
        from exchange in Indices(whole)
        from position in Enumerable.Range(0, Joined(whole, exchange).Length)
        select Change(whole, exchange, _ => [Remove(Joined(whole, exchange), position)]);

    public static IEnumerable<Recording> CutShortAtEveryByte(Recording whole) =>
        from exchange in Indices(whole)
        from length in Enumerable.Range(1, Math.Max(0, Joined(whole, exchange).Length - 1))
        select Change(whole, exchange, _ => [Joined(whole, exchange)[..length]]);

    public static IEnumerable<Recording> WithTheBeginningLost(Recording whole) =>
        from exchange in Indices(whole)
        from start in Enumerable.Range(1, Math.Max(0, Joined(whole, exchange).Length - 1))
        select Change(whole, exchange, _ => [Joined(whole, exchange)[start..]]);

    public static IEnumerable<Recording> WithEverySingleBitFlipped(Recording whole) =>
        from exchange in Indices(whole)
        from notification in Enumerable.Range(0, whole.Exchanges[exchange].Notifications.Count)
        from bit in Enumerable.Range(0, 8 * whole.Exchanges[exchange].Notifications[notification].Length)
        select Change(whole, exchange, pieces => [.. pieces.Select((piece, i) => i == notification ? Flip(piece, bit) : piece)]);

    public static IEnumerable<Recording> WithTwoNotificationsSwapped(Recording whole)
    {
        (int Exchange, int Index)[] places = Places(whole);
        return from a in Enumerable.Range(0, places.Length)
               from b in Enumerable.Range(a + 1, places.Length - a - 1)
               select Swap(whole, places[a], places[b]);
    }

    public static IEnumerable<Recording> WithTwoNotificationsJoined(Recording whole)
    {
        (int Exchange, int Index)[] places = Places(whole);
        return from a in Enumerable.Range(0, places.Length)
               from b in Enumerable.Range(0, places.Length)
               where a != b
               select Join(whole, places[a], places[b]);
    }

    public static IEnumerable<Recording> WithOneNotificationTwice(Recording whole) =>
        from exchange in Indices(whole)
        from index in Enumerable.Range(0, whole.Exchanges[exchange].Notifications.Count)
        select Change(whole, exchange, pieces => [.. pieces.Take(index + 1), .. pieces.Skip(index)]);

    /// <summary>Every reply comes one request too late.</summary>
    public static IEnumerable<Recording> WithRepliesOneRequestLate(Recording whole) =>
    [
        whole with
        {
            Exchanges =
            [
                .. whole.Exchanges.Select((exchange, i) => exchange with
                {
                    Notifications = i == 0 ? [] : [.. whole.Exchanges[i - 1].Notifications, .. exchange.Notifications],
                }),
            ],
        },
    ];

    private static IEnumerable<int> Indices(Recording whole) => Enumerable.Range(0, whole.Exchanges.Count);

    private static byte[] Joined(Recording whole, int exchange) =>
        [.. whole.Exchanges[exchange].Notifications.SelectMany(piece => piece.ToArray())];

    private static int LongestReply(Recording whole) => Indices(whole).Max(i => Joined(whole, i).Length);

    private static (int Exchange, int Index)[] Places(Recording whole) =>
        [.. Indices(whole).SelectMany(e => Enumerable.Range(0, whole.Exchanges[e].Notifications.Count).Select(n => (e, n)))];

    private static Recording Recut(Recording whole, Func<byte[], IReadOnlyList<byte[]>> cut)
    {
        foreach (int exchange in Indices(whole))
            whole = Change(whole, exchange, pieces => cut([.. pieces.SelectMany(piece => piece)]));
        return whole;
    }

    private static Recording Swap(Recording whole, (int Exchange, int Index) a, (int Exchange, int Index) b)
    {
        byte[] first = whole.Exchanges[a.Exchange].Notifications[a.Index].ToArray();
        byte[] second = whole.Exchanges[b.Exchange].Notifications[b.Index].ToArray();
        return Replace(Replace(whole, a, second), b, first);
    }

    /// <summary>The notification at <paramref name="b"/> arrives glued to the end of the one at <paramref name="a"/>.</summary>
    private static Recording Join(Recording whole, (int Exchange, int Index) a, (int Exchange, int Index) b)
    {
        byte[] first = whole.Exchanges[a.Exchange].Notifications[a.Index].ToArray();
        byte[] second = whole.Exchanges[b.Exchange].Notifications[b.Index].ToArray();
        Recording joined = Replace(whole, a, [.. first, .. second]);
        return Change(joined, b.Exchange, pieces => [.. pieces.Where((_, i) => i != b.Index)]);
    }

    private static Recording Replace(Recording whole, (int Exchange, int Index) place, byte[] piece) =>
        Change(whole, place.Exchange, pieces => [.. pieces.Select((old, i) => i == place.Index ? piece : old)]);

    private static Recording Change(Recording whole, int exchange, Func<IReadOnlyList<byte[]>, IReadOnlyList<byte[]>> change)
    {
        RecordedExchange old = whole.Exchanges[exchange];
        IReadOnlyList<byte[]> pieces = change([.. old.Notifications.Select(piece => piece.ToArray())]);
        RecordedExchange changed = old with { Notifications = [.. pieces.Select(piece => new ReadOnlyMemory<byte>(piece))] };
        return whole with { Exchanges = [.. whole.Exchanges.Select((e, i) => i == exchange ? changed : e)] };
    }

    private static byte[] Flip(byte[] piece, int bit)
    {
        byte[] flipped = [.. piece];
        flipped[bit / 8] ^= (byte)(1 << bit % 8);
        return flipped;
    }

    private static byte[] Insert(byte[] bytes, int position, byte value) => [.. bytes[..position], value, .. bytes[position..]];

    private static byte[] Remove(byte[] bytes, int position) => [.. bytes[..position], .. bytes[(position + 1)..]];
}
