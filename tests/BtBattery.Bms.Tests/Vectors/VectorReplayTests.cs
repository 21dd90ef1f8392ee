using System.Text.Json;
using BtBattery.Bms.Recordings;

namespace BtBattery.Bms.Tests.Vectors;

/// <summary>Replays every vector re-cut, which must change nothing, and damaged, which must give the same values or none.</summary>
public class VectorReplayTests
{
    [Theory]
    [MemberData(nameof(VectorFile.Rows), MemberType = typeof(VectorFile))]
    public void How_the_radio_cuts_the_bytes_changes_nothing(string file)
    {
        AssertSame(file, Damage.ByteByByte);
        AssertSame(file, Damage.EachExchangeInOneNotification);
        AssertSame(file, Damage.SplitAtEveryPoint);
        AssertSame(file, Damage.InPiecesOfEverySize);
    }

    [Theory]
    [MemberData(nameof(VectorFile.Rows), MemberType = typeof(VectorFile))]
    public void Noise_gives_the_same_values_or_none(string file)
    {
        AssertSameOrNone(file, Damage.WithNoiseBefore);
        AssertSameOrNone(file, Damage.WithNoiseBetween);
        AssertSameOrNone(file, Damage.WithOneByteInserted);
    }

    [Theory]
    [MemberData(nameof(VectorFile.Rows), MemberType = typeof(VectorFile))]
    public void Lost_bytes_give_the_same_values_or_none(string file)
    {
        AssertSameOrNone(file, Damage.WithOneByteLost);
        AssertSameOrNone(file, Damage.CutShortAtEveryByte);
        AssertSameOrNone(file, Damage.WithTheBeginningLost);
    }

    [Theory]
    [MemberData(nameof(VectorFile.Rows), MemberType = typeof(VectorFile))]
    public void A_flipped_bit_gives_the_same_values_or_none(string file) =>
        AssertSameOrNone(file, Damage.WithEverySingleBitFlipped);

    public static TheoryData<string> RowsWithCrc =>
        [.. VectorFile.Names.Where(name => name.StartsWith("daly-d2") || name.StartsWith("daly-p81"))];

    [Theory]
    [MemberData(nameof(RowsWithCrc))]
    public void A_crc_finds_every_flipped_bit(string file)
    {
        foreach (Recording damaged in Damage.WithEverySingleBitFlipped(VectorFile.Load(file).Recording))
            Assert.True(VectorFile.Decode(damaged).TryGetProperty("error", out _), Describe(damaged));
    }

    [Theory]
    [MemberData(nameof(VectorFile.Rows), MemberType = typeof(VectorFile))]
    public void Notifications_out_of_order_give_the_same_values_or_none(string file)
    {
        AssertSameOrNone(file, Damage.WithTwoNotificationsSwapped);
        AssertSameOrNone(file, Damage.WithTwoNotificationsJoined);
        AssertSameOrNone(file, Damage.WithOneNotificationTwice);
        AssertSameOrNone(file, Damage.WithRepliesOneRequestLate);
    }

    /// <summary>Noise in front of a frame is common; where it cannot be taken for a frame, it must not cost the answer.</summary>
    [Theory]
    [MemberData(nameof(VectorFile.Rows), MemberType = typeof(VectorFile))]
    public void Bytes_that_start_no_frame_do_not_cost_the_answer(string file)
    {
        VectorFile vector = VectorFile.Load(file);
        var noisy = vector.Recording with
        {
            Exchanges =
            [
                .. vector.Recording.Exchanges.Select(exchange => exchange with
                {
                    Notifications = exchange.Notifications.Count == 0 ? [] : [new byte[] { 0x00, 0x13 }, .. exchange.Notifications],
                }),
            ],
        };
        Assert.Equal(VectorFile.Decode(vector.Recording).ToString(), VectorFile.Decode(noisy).ToString());
    }

    private static void AssertSame(string file, Func<Recording, IEnumerable<Recording>> cut)
    {
        Recording whole = VectorFile.Load(file).Recording;
        string wanted = VectorFile.Decode(whole).ToString();
        foreach (Recording changed in cut(whole))
            Assert.Equal(wanted, VectorFile.Decode(changed).ToString());
    }

    private static void AssertSameOrNone(string file, Func<Recording, IEnumerable<Recording>> damage)
    {
        Recording whole = VectorFile.Load(file).Recording;
        JsonElement wanted = VectorFile.Decode(whole);
        foreach (Recording damaged in damage(whole))
        {
            JsonElement actual = VectorFile.Decode(damaged);
            if (actual.TryGetProperty("error", out _))
                continue;
            foreach (JsonProperty value in actual.EnumerateObject())
            {
                Assert.True(
                    wanted.TryGetProperty(value.Name, out JsonElement original) && JsonElement.DeepEquals(original, value.Value),
                    $"{value.Name} became {value.Value} in {Describe(damaged)}");
            }
        }
    }

    private static string Describe(Recording recording) => string.Join(" | ", recording.Exchanges.Select(exchange =>
        Convert.ToHexString(exchange.Request.Span) + ": " + string.Join(", ", exchange.Notifications.Select(n => Convert.ToHexString(n.Span)))));
}
