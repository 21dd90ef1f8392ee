using BtBattery.DBus.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace BtBattery.DBus.Tests.Wire;

/// <summary>What holds for any values and any bytes. The seeds are fixed: every run tries the same cases.</summary>
public sealed class PropertyTests
{
    [Fact]
    public void What_is_written_is_read_again() => Holds(600, Generators.Values, values =>
    {
        string signature = Writers.SignatureOf(values);
        if (!DBusSignature.IsValid(signature)) return true; // Longer than 255 characters.
        byte[] written = Writers.Message(signature, (ref MessageWriter writer) =>
        {
            foreach (Variant value in values) writer.WriteValue(value);
        });
        byte[] littleEndian = RawMessage.Call(false, signature, RawMessage.Body(false, values));
        byte[] bigEndian = RawMessage.Call(true, signature, RawMessage.Body(true, values));
        return written.AsSpan().SequenceEqual(littleEndian)
            && IsSame(values, Writers.Values(Message.Parse(written)))
            && IsSame(values, Writers.Values(Message.Parse(bigEndian)));
    });

    [Fact]
    public void A_variant_is_read_again_and_skipped_to_the_same_place() => Holds(300, Generators.Type.SelectMany(Generators.ValueOf), value =>
    {
        byte[] bytes = Writers.Message("vu", (ref MessageWriter writer) =>
        {
            writer.WriteVariant(value);
            writer.WriteUInt32(0xfeedu);
        });
        Message message = Message.Parse(bytes);
        MessageReader reader = message.GetReader();
        MessageReader skipping = message.GetReader();
        bool isSame = IsSame([value], [reader.ReadVariant()]);
        skipping.Skip();
        return isSame && reader.ReadUInt32() == 0xfeedu && skipping.ReadUInt32() == 0xfeedu;
    });

    [Fact]
    public void Any_bytes_are_a_message_or_a_protocol_exception() => Holds(3000, RandomBytes, IsMessageOrRefused);

    [Fact]
    public void Any_bytes_behind_a_sound_start_are_a_message_or_a_protocol_exception() => Holds(
        3000,
        from order in Gen.Elements((byte)'l', (byte)'B')
        from type in Gen.Choose(0, 5)
        from fields in Gen.Choose(0, 40)
        from rest in RandomBytes
        select WithSoundStart(order, (byte)type, fields, rest),
        IsMessageOrRefused);

    [Fact]
    public void A_damaged_message_is_a_message_or_a_protocol_exception() => Holds(
        3000,
        from values in Generators.Values
        from isBigEndian in Gen.Elements(true, false)
        from damages in (from place in Gen.Choose(0, int.MaxValue) from what in Gen.Choose(0, 255) select (place, (byte)what)).ListOf().Resize(6)
        from cut in Gen.Choose(0, 20)
        select Damaged(values, isBigEndian, damages, cut),
        IsMessageOrRefused);

    private static Gen<byte[]> RandomBytes =>
        from length in Gen.Choose(0, 200)
        from bytes in Gen.ArrayOf(Gen.OneOf(Gen.Choose(0, 255), Gen.Choose(0, 4)).Select(n => (byte)n), length)
        select bytes;

    private static byte[] WithSoundStart(byte order, byte type, int fieldsLength, byte[] rest)
    {
        int bodyStart = (16 + fieldsLength + 7) / 8 * 8;
        int bodyLength = Math.Max(0, 16 + rest.Length - bodyStart);
        byte[] length = [(byte)bodyLength, 0, 0, 0];
        byte[] fields = [(byte)fieldsLength, 0, 0, 0];
        byte[] serial = [1, 0, 0, 0];
        if (order == (byte)'B')
        {
            foreach (byte[] number in new[] { length, fields, serial }) Array.Reverse(number);
        }

        return [order, type, 0, 1, .. length, .. serial, .. fields, .. rest];
    }

    private static byte[] Damaged(Variant[] values, bool isBigEndian, IEnumerable<(int Place, byte What)> damages, int cut)
    {
        string signature = Writers.SignatureOf(values);
        byte[] bytes = DBusSignature.IsValid(signature)
            ? RawMessage.Call(isBigEndian, signature, RawMessage.Body(isBigEndian, values))
            : RawMessage.Call(isBigEndian, "", []);
        foreach ((int place, byte what) in damages) bytes[place % bytes.Length] = what;
        return cut == 0 ? bytes[..^1] : bytes;
    }

    /// <summary>Parses; what can be parsed must also be readable in every way, because the parser promises so.</summary>
    private static bool IsMessageOrRefused(byte[] bytes)
    {
        Message message;
        try
        {
            message = Message.Parse(bytes);
        }
        catch (DBusProtocolException)
        {
            return true;
        }

        Writers.Values(message);
        MessageReader reader = message.GetReader();
        while (reader.NextType != DBusType.Invalid) reader.Skip();
        return message.ToString().Length > 0;
    }

    // Bits, so that the two zeros and every NaN are told apart.
    private static bool IsSame(Variant[] left, Variant[] right) =>
        left.AsSpan().SequenceEqual(right)
        && RawMessage.Body(false, left).AsSpan().SequenceEqual(RawMessage.Body(false, right));

    private static void Holds<T>(int count, Gen<T> generator, Func<T, bool> property) =>
        Check.One(Config.QuickThrowOnFailure.WithReplay(20_260_101, 7).WithMaxTest(count).WithQuietOnSuccess(true), Prop.ForAll(generator.ToArbitrary(), property));
}
