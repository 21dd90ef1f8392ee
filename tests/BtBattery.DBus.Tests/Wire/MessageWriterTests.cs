using BtBattery.DBus.Tests.Support;

namespace BtBattery.DBus.Tests.Wire;

public sealed class MessageWriterTests
{
    [Fact]
    public void Every_type_is_written_by_its_method()
    {
        byte[] body = Writers.Body("ybnqiuxtdsssogayasao", (ref MessageWriter writer) =>
        {
            writer.WriteByte(1);
            writer.WriteBoolean(true);
            writer.WriteInt16(-2);
            writer.WriteUInt16(3);
            writer.WriteInt32(-4);
            writer.WriteUInt32(5);
            writer.WriteInt64(-6);
            writer.WriteUInt64(7);
            writer.WriteDouble(8.5);
            writer.WriteString("nine");
            writer.WriteString("é"u8);
            writer.WriteString("span".AsSpan());
            writer.WriteObjectPath("/ten");
            writer.WriteSignature("ai");
            writer.WriteByteArray([1, 2]);
            writer.WriteStringArray("a", "b");
            writer.WriteObjectPathArray("/a");
        });
        byte[] expected = RawMessage.Body(
            false, (byte)1, true, (short)-2, (ushort)3, -4, 5u, -6L, 7ul, 8.5, "nine", "é", "span",
            Variant.FromObjectPath("/ten"), Variant.FromSignature("ai"), Variant.FromByteArray([1, 2]),
            Variant.FromStringArray(["a", "b"]), Variant.FromArray("o", [Variant.FromObjectPath("/a")]));
        Assert.Equal(Hex.Text(expected), Hex.Text(body));
    }

    [Fact]
    public void Every_typed_variant_is_written_by_its_method()
    {
        byte[] body = Writers.Body("vvvvvvvvvvvvvv", (ref MessageWriter writer) =>
        {
            writer.WriteVariantByte(1);
            writer.WriteVariantBoolean(true);
            writer.WriteVariantInt16(-2);
            writer.WriteVariantUInt16(3);
            writer.WriteVariantInt32(-4);
            writer.WriteVariantUInt32(5);
            writer.WriteVariantInt64(-6);
            writer.WriteVariantUInt64(7);
            writer.WriteVariantDouble(8.5);
            writer.WriteVariantString("nine");
            writer.WriteVariantString("é"u8);
            writer.WriteVariantString("span".AsSpan());
            writer.WriteVariantObjectPath("/ten");
            writer.WriteVariant(Variant.FromStringArray(["a"]));
        });
        Variant[] contents =
        [
            (byte)1, true, (short)-2, (ushort)3, -4, 5u, -6L, 7ul, 8.5, "nine", "é", "span", Variant.FromObjectPath("/ten"),
            Variant.FromStringArray(["a"]),
        ];
        Assert.Equal(Hex.Text(RawMessage.Body(false, Array.ConvertAll(contents, Variant.FromVariant))), Hex.Text(body));
    }

    [Fact]
    public void Containers_are_written_in_wire_order()
    {
        byte[] body = Writers.Body("a{sa{sv}}(v(yy))v", (ref MessageWriter writer) =>
        {
            ArrayStart paths = writer.WriteArrayStart(DBusType.DictEntry);
            foreach (string path in new[] { "/Soc", "/Soh" })
            {
                writer.WriteStructStart();
                writer.WriteString(path);
                ArrayStart entries = writer.WriteArrayStart(DBusType.DictEntry);
                writer.WriteStructStart();
                writer.WriteString("Value");
                writer.WriteVariantDouble(99.5);
                writer.WriteStructStart();
                writer.WriteString("Text");
                writer.WriteVariantString("99.5%");
                writer.WriteArrayEnd(entries);
            }

            writer.WriteArrayEnd(paths);
            writer.WriteStructStart();
            writer.WriteVariantSignature("av");
            ArrayStart variants = writer.WriteArrayStart(DBusType.Variant);
            writer.WriteVariantSignature("(is)");
            writer.WriteStructStart();
            writer.WriteInt32(1);
            writer.WriteString("x");
            writer.WriteVariantInt32(2);
            writer.WriteArrayEnd(variants);
            writer.WriteStructStart();
            writer.WriteByte(3);
            writer.WriteByte(4);
            writer.WriteVariantSignature("ai");
            writer.WriteArrayEnd(writer.WriteArrayStart(DBusType.Int32));
        });
        Variant item = Variant.FromVariantDictionary([new("Value", 99.5), new("Text", "99.5%")]);
        Variant list = Variant.FromArray("v", [Variant.FromVariant(Variant.FromStruct(1, "x")), Variant.FromVariant(2)]);
        byte[] expected = RawMessage.Body(
            false,
            Variant.FromDictionary("s", "a{sv}", [new("/Soc", item), new("/Soh", item)]),
            Variant.FromStruct(Variant.FromVariant(list), Variant.FromStruct((byte)3, (byte)4)),
            Variant.FromVariant(Variant.FromArray("i", [])));
        Assert.Equal(Hex.Text(expected), Hex.Text(body));
    }

    [Fact]
    public void A_message_that_outgrows_its_buffer_is_the_same_message()
    {
        byte[] bytes = new byte[700_000];
        new Random(1).NextBytes(bytes);
        string text = string.Concat(Enumerable.Repeat("é€😀x", 50_000));
        byte[] body = Writers.Body("says", (ref MessageWriter writer) =>
        {
            writer.WriteString(text);
            writer.WriteByteArray(bytes);
            writer.WriteString("end");
        });
        Assert.True(RawMessage.Body(false, text, Variant.FromByteArray(bytes), "end").AsSpan().SequenceEqual(body));
    }

    [Fact]
    public void A_value_that_does_not_fit_the_signature_is_an_error_of_the_program()
    {
        Refuses<InvalidOperationException>("i", (ref MessageWriter writer) => writer.WriteUInt32(1));
        Refuses<InvalidOperationException>("", (ref MessageWriter writer) => writer.WriteUInt32(1));
        Refuses<InvalidOperationException>("ai", (ref MessageWriter writer) => writer.WriteArrayStart(DBusType.UInt32));
        Refuses<InvalidOperationException>("as", (ref MessageWriter writer) => writer.WriteByteArray([1]));
        Refuses<InvalidOperationException>("(i)", (ref MessageWriter writer) => writer.WriteInt32(1));
        Refuses<InvalidOperationException>("i", (ref MessageWriter writer) => writer.WriteStructStart());
        Refuses<InvalidOperationException>("v", (ref MessageWriter writer) => writer.WriteDouble(1));
        Refuses<InvalidOperationException>("s", (ref MessageWriter writer) => writer.WriteValue(1));
        Refuses<InvalidOperationException>("v", (ref MessageWriter writer) =>
        {
            writer.WriteVariantSignature("i");
            writer.WriteString("x");
        });
        Refuses<InvalidOperationException>("i", (ref MessageWriter writer) =>
        {
            writer.WriteInt32(1);
            writer.WriteInt32(2);
        });
        Refuses<InvalidOperationException>("a(ii)", (ref MessageWriter writer) =>
        {
            ArrayStart start = writer.WriteArrayStart(DBusType.Struct);
            writer.WriteStructStart();
            writer.WriteArrayEnd(start); // A struct without its fields.
        });
        Refuses<InvalidOperationException>("aai", (ref MessageWriter writer) =>
        {
            ArrayStart outer = writer.WriteArrayStart(DBusType.Array);
            writer.WriteArrayStart(DBusType.Int32);
            writer.WriteArrayEnd(outer); // The inner one is open.
        });
        Refuses<InvalidOperationException>("aii", (ref MessageWriter writer) =>
        {
            ArrayStart start = writer.WriteArrayStart(DBusType.Int32);
            writer.WriteArrayEnd(start);
            writer.WriteArrayEnd(start);
        });
    }

    [Fact]
    public void A_message_with_missing_arguments_cannot_be_sent()
    {
        Refuses<InvalidOperationException>("i", (ref MessageWriter _) => { });
        Refuses<InvalidOperationException>("ai", (ref MessageWriter writer) => writer.WriteArrayStart(DBusType.Int32));
        Refuses<InvalidOperationException>("(ii)", (ref MessageWriter writer) =>
        {
            writer.WriteStructStart();
            writer.WriteInt32(1);
        });
        Refuses<InvalidOperationException>("v", (ref MessageWriter writer) => writer.WriteVariantSignature("i"));
        Refuses<InvalidOperationException>("", (ref MessageWriter writer) => writer.Dispose());
    }

    [Fact]
    public void A_text_that_cannot_stand_in_a_message_is_refused()
    {
        Refuses<ArgumentException>("s", (ref MessageWriter writer) => writer.WriteString("a\0b"));
        Refuses<ArgumentException>("s", (ref MessageWriter writer) => writer.WriteString("\ud83d"));
        Refuses<ArgumentException>("s", (ref MessageWriter writer) => writer.WriteString("a\0"u8));
        Refuses<ArgumentException>("s", (ref MessageWriter writer) => writer.WriteString([(byte)0xc0, 0x80]));
        Refuses<ArgumentException>("o", (ref MessageWriter writer) => writer.WriteObjectPath("a"));
        Refuses<ArgumentException>("g", (ref MessageWriter writer) => writer.WriteSignature("a"));
        Refuses<ArgumentException>("v", (ref MessageWriter writer) => writer.WriteVariantSignature("ii"));
        Refuses<ArgumentException>("v", (ref MessageWriter writer) => writer.WriteVariantObjectPath(""));
        Refuses<ArgumentException>("v", (ref MessageWriter writer) => writer.WriteVariant(default));
        Refuses<ArgumentException>("v", (ref MessageWriter writer) => writer.WriteVariant(Variant.FromUnixFdIndex(0)));
        Assert.Throws<ArgumentException>(() => Writers.Create("h").Dispose());
        Assert.Throws<ArgumentException>(() => Writers.Create("a{").Dispose());
    }

    [Fact]
    public void A_refused_value_leaves_no_trace()
    {
        byte[] body = Writers.Body("vvs", (ref MessageWriter writer) =>
        {
            Try<ArgumentException>(ref writer, (ref MessageWriter w) => w.WriteVariantString("half\ud83d"));
            Try<ArgumentException>(ref writer, (ref MessageWriter w) => w.WriteVariantString("half\0"u8));
            Try<ArgumentException>(ref writer, (ref MessageWriter w) => w.WriteVariant(Variant.FromStringArray(["fine", "not\0fine"])));
            writer.WriteVariantString("whole");
            writer.WriteVariant(2);
            Try<ArgumentException>(ref writer, (ref MessageWriter w) => w.WriteString("\udc00"));
            writer.WriteString("end");
        });
        Assert.Equal(Hex.Text(RawMessage.Body(false, Variant.FromVariant("whole"), Variant.FromVariant(2), "end")), Hex.Text(body));
    }

    [Fact]
    public void Containers_may_be_64_deep_and_not_deeper()
    {
        Writers.Body("v", (ref MessageWriter writer) => Nest(ref writer, 64));
        Refuses<InvalidOperationException>("v", (ref MessageWriter writer) => Nest(ref writer, 65));
        Writers.Body("v", (ref MessageWriter writer) => writer.WriteVariant(Nested(63)));
        Refuses<InvalidOperationException>("v", (ref MessageWriter writer) => writer.WriteVariant(Nested(64)));

        static void Nest(ref MessageWriter writer, int depth)
        {
            for (int i = 1; i < depth; i++) writer.WriteVariantSignature("v");
            writer.WriteVariantByte(1);
        }

        static Variant Nested(int depth)
        {
            Variant value = (byte)1;
            for (int i = 0; i < depth; i++) value = Variant.FromVariant(value);
            return value;
        }
    }

    [Fact]
    public void Many_containers_beside_each_other_are_not_deep()
    {
        byte[] body = Writers.Body("av", (ref MessageWriter writer) =>
        {
            ArrayStart start = writer.WriteArrayStart(DBusType.Variant);
            for (int i = 0; i < 200; i++)
            {
                writer.WriteVariantSignature("(i)");
                writer.WriteStructStart();
                writer.WriteInt32(i);
            }

            writer.WriteArrayEnd(start);
        });
        Variant[] items = [.. Enumerable.Range(0, 200).Select(i => Variant.FromVariant(Variant.FromStruct(i)))];
        Assert.Equal(Hex.Text(RawMessage.Body(false, Variant.FromArray("v", items))), Hex.Text(body));
    }

    [Fact]
    public void An_array_ends_at_64_MiB_and_a_message_at_128()
    {
        byte[] whole = new byte[64 * 1024 * 1024];
        Refuses<InvalidOperationException>("ay", (ref MessageWriter writer) => writer.WriteByteArray(new byte[whole.Length + 1]));
        Refuses<InvalidOperationException>("ayay", (ref MessageWriter writer) =>
        {
            writer.WriteByteArray(whole);
            writer.WriteByteArray(whole);
        });
    }

    [Fact]
    public void Names_in_the_header_are_checked()
    {
        Assert.Throws<ArgumentException>(() => new MessageWriter(new MessageHeader(MessageType.MethodCall) { Path = "a" }).Dispose());
        Assert.Throws<ArgumentException>(() => new MessageWriter(new MessageHeader(MessageType.MethodCall) { Member = "a.b" }).Dispose());
        Assert.Throws<ArgumentException>(() => new MessageWriter(new MessageHeader(MessageType.MethodCall) { Interface = "a" }).Dispose());
        Assert.Throws<ArgumentException>(() => new MessageWriter(new MessageHeader(MessageType.MethodCall) { Destination = "a" }).Dispose());
        Assert.Throws<ArgumentException>(() => new MessageWriter(new MessageHeader(MessageType.Error) { ErrorName = "a" }).Dispose());
    }

    private static void Refuses<TException>(string signature, Writers.Fill fill)
        where TException : Exception =>
        Assert.Throws<TException>(() => Writers.Message(signature, fill));

    private static void Try<TException>(ref MessageWriter writer, Writers.Fill fill)
        where TException : Exception
    {
        try
        {
            fill(ref writer);
        }
        catch (TException)
        {
            return;
        }

        Assert.Fail($"No {typeof(TException).Name}.");
    }
}
