using BtBattery.DBus.Tests.Support;

namespace BtBattery.DBus.Tests.Wire;

public sealed class GoldenTests
{
    // D-Bus specification, "Message Format": byte order, type, flags, version, body length, serial, then the fields PATH and MEMBER
    // as structs of code and variant, each at a multiple of 8, and padding to 8 before the (empty) body.
    private const string LittleEndianCall =
        "6c 01 00 01  00000000  01000000  1a000000"
        + " 01 01 6f 00 02000000 2f61 00 0000000000"
        + " 03 01 73 00 01000000 4d 00 000000000000";

    private const string BigEndianCall =
        "42 01 00 01  00000000  00000001  0000001a"
        + " 01 01 6f 00 00000002 2f61 00 0000000000"
        + " 03 01 73 00 00000001 4d 00 000000000000";

    [Theory]
    [ClassData(typeof(GoldenValues))]
    public void Values_are_written_as_the_specification_says(string name, Variant[] values, string littleEndian, string bigEndian)
    {
        Assert.NotEmpty(name);
        Assert.NotEmpty(bigEndian);
        Assert.Equal(Hex.Normal(littleEndian), Hex.Text(Writers.Body(values)));
    }

    [Theory]
    [ClassData(typeof(GoldenValues))]
    public void Values_are_read_in_both_byte_orders(string name, Variant[] values, string littleEndian, string bigEndian)
    {
        Assert.NotEmpty(name);
        string signature = Writers.SignatureOf(values);
        Message little = Message.Parse(RawMessage.Call(false, signature, Hex.Bytes(littleEndian)));
        Message big = Message.Parse(RawMessage.Call(true, signature, Hex.Bytes(bigEndian)));
        Assert.False(little.IsBigEndian);
        Assert.True(big.IsBigEndian);
        Assert.Equal(values, Writers.Values(little));
        Assert.Equal(values, Writers.Values(big));
    }

    [Theory]
    [ClassData(typeof(GoldenValues))]
    public void The_measure_agrees_with_the_hand(string name, Variant[] values, string littleEndian, string bigEndian)
    {
        Assert.NotEmpty(name);
        Assert.Equal(Hex.Normal(littleEndian), Hex.Text(RawMessage.Body(false, values)));
        Assert.Equal(Hex.Normal(bigEndian), Hex.Text(RawMessage.Body(true, values)));
    }

    [Fact]
    public void A_call_is_written_as_the_specification_says() =>
        Assert.Equal(Hex.Normal(LittleEndianCall), Hex.Text(Writers.Message("", (ref MessageWriter _) => { })));

    [Theory]
    [InlineData(LittleEndianCall)]
    [InlineData(BigEndianCall)]
    public void A_call_is_read_in_both_byte_orders(string hex)
    {
        Message message = Message.Parse(Hex.Bytes(hex));
        Assert.Equal(MessageType.MethodCall, message.Type);
        Assert.Equal(1u, message.Serial);
        Assert.Equal("/a", message.Path);
        Assert.Equal("M", message.Member);
        Assert.Null(message.Interface);
        Assert.Null(message.Destination);
        Assert.Null(message.ReplySerial);
        Assert.Equal("", message.Signature);
        Assert.True(message.Body.IsEmpty);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_header_field_is_read(bool isBigEndian)
    {
        byte[] bytes = RawMessage.Build(
            isBigEndian,
            type: 3,
            [
                (1, Variant.FromObjectPath("/p")), (2, "a.I"), (3, "Mem"), (4, "a.b.Err"), (5, 77u), (6, "a.dest"), (7, ":1.5"),
                RawMessage.Signature("u"), (9, 3u),
            ],
            RawMessage.Body(isBigEndian, 9u),
            serial: 0xdeadbeef,
            flags: 7);
        Message message = Message.Parse(bytes);
        Assert.Equal(MessageType.Error, message.Type);
        Assert.Equal(0xdeadbeef, message.Serial);
        Assert.Equal((MessageFlags)7, message.Flags);
        Assert.Equal("/p", message.Path);
        Assert.Equal("a.I", message.Interface);
        Assert.Equal("Mem", message.Member);
        Assert.Equal("a.b.Err", message.ErrorName);
        Assert.Equal(77u, message.ReplySerial);
        Assert.Equal("a.dest", message.Destination);
        Assert.Equal(":1.5", message.Sender);
        Assert.Equal(3u, message.UnixFds);
        Assert.Equal(9u, message.GetReader().ReadUInt32());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_descriptor_is_read_as_an_index(bool isBigEndian)
    {
        Variant index = Variant.FromUnixFdIndex(2);
        Message message = Message.Parse(RawMessage.Call(isBigEndian, "hv", RawMessage.Body(isBigEndian, index, Variant.FromVariant(index))));
        MessageReader reader = message.GetReader();
        Assert.Equal(2u, reader.ReadUnixFdIndex());
        Assert.Equal(2u, reader.ReadVariant().AsUnixFdIndex());
    }

    [Fact]
    public void Unknown_header_fields_and_flags_are_passed_over()
    {
        byte[] bytes = RawMessage.Build(
            false, type: 1, [(1, Variant.FromObjectPath("/a")), (200, Variant.FromVariantDictionary([new("k", 1.5)])), (3, "M")], [], flags: 0xf8);
        Assert.Equal("M", Message.Parse(bytes).Member);
    }

    [Fact]
    public void A_message_of_an_unknown_type_is_a_message() =>
        Assert.Equal((MessageType)9, Message.Parse(RawMessage.Build(false, type: 9, [], [])).Type);
}
