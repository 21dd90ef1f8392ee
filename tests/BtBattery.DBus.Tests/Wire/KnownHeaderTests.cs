using BtBattery.DBus.Tests.Support;

namespace BtBattery.DBus.Tests.Wire;

/// <summary>A header that was read before gives the same message as one that is read for the first time, and lets nothing pass that was refused then.</summary>
public sealed class KnownHeaderTests
{
    private static readonly (byte Code, Variant Value)[] s_fields = [(1, Variant.FromObjectPath("/known/header")), (2, "a.b"), (3, "Changed"), (7, ":1.77"), (8, Variant.FromSignature("u"))];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_stands_in_the_same_fields_is_found_again_with_another_body_serial_and_flags(bool isBigEndian)
    {
        Message first = Message.Parse(RawMessage.Build(isBigEndian, 4, s_fields, Number(isBigEndian, 5), serial: 8));
        Message second = Message.Parse(RawMessage.Build(isBigEndian, 4, s_fields, Number(isBigEndian, 6), serial: 9, flags: 1));

        Assert.Equal(("/known/header", "a.b", "Changed", ":1.77", "u", null), (second.Path, second.Interface, second.Member, second.Sender, second.Signature, second.Destination));
        Assert.Equal((5u, 8u, 6u, 9u), (first.GetReader().ReadUInt32(), first.Serial, second.GetReader().ReadUInt32(), second.Serial));
        Assert.Equal((MessageType.Signal, MessageFlags.NoReplyExpected, isBigEndian), (second.Type, second.Flags, second.IsBigEndian));
        Assert.Same(first.Header, second.Header);
        Assert.NotNull(second.Header);
    }

    [Fact]
    public void Fields_that_are_right_for_one_type_are_looked_at_anew_for_another()
    {
        Message.Parse(RawMessage.Build(false, 4, s_fields, Number(false, 5), serial: 8));
        Assert.Throws<DBusProtocolException>(() => Message.Parse(RawMessage.Build(false, 2, s_fields, Number(false, 5), serial: 8)));
        Assert.Equal(MessageType.MethodCall, Message.Parse(RawMessage.Build(false, 1, s_fields, Number(false, 5), serial: 8)).Type);
    }

    [Fact]
    public void What_follows_known_fields_is_looked_at_each_time()
    {
        byte[] right = RawMessage.Build(false, 4, s_fields, Number(false, 5), serial: 8);
        Message.Parse(right);
        byte[] padded = [.. right];
        padded[^5] = 1;
        Assert.Throws<DBusProtocolException>(() => Message.Parse(padded));
        Assert.Throws<DBusProtocolException>(() => Message.Parse(RawMessage.Build(false, 4, s_fields, [1, 2], serial: 8)));
    }

    [Fact]
    public void An_answer_is_not_kept_since_none_is_like_another() =>
        Assert.Null(Message.Parse(RawMessage.Build(false, 2, [(5, 7u)], [], serial: 8)).Header);

    private static byte[] Number(bool isBigEndian, byte number) => isBigEndian ? [0, 0, 0, number] : [number, 0, 0, 0];
}
