namespace BtBattery.DBus.Tests.Support;

/// <summary>What the writer under test makes of values.</summary>
internal static class Writers
{
    internal delegate void Fill(ref MessageWriter writer);

    internal static MessageWriter Create(string signature) => new(new MessageHeader(MessageType.MethodCall)
    {
        Path = "/a",
        Member = "M",
        Signature = signature,
    });

    /// <summary>The whole message.</summary>
    internal static byte[] Message(string signature, Fill fill)
    {
        MessageWriter writer = Create(signature);
        fill(ref writer);
        byte[] bytes = writer.Finish(serial: 1).ToArray();
        writer.Dispose();
        return bytes;
    }

    /// <summary>Its body alone.</summary>
    internal static byte[] Body(string signature, Fill fill) => DBus.Message.Parse(Message(signature, fill)).Body.ToArray();

    /// <summary>The body of a message with these values as its arguments.</summary>
    internal static byte[] Body(params Variant[] values) => Body(SignatureOf(values), (ref MessageWriter writer) =>
    {
        foreach (Variant value in values) writer.WriteValue(value);
    });

    internal static string SignatureOf(Variant[] values) => string.Concat(values.Select(value => value.Signature));

    /// <summary>The arguments of a message, each with its type.</summary>
    internal static Variant[] Values(Message message)
    {
        var values = new List<Variant>();
        MessageReader reader = message.GetReader();
        while (reader.NextType != DBusType.Invalid) values.Add(reader.ReadValue());
        return [.. values];
    }
}
