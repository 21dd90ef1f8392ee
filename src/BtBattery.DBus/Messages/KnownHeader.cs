namespace BtBattery.DBus;

/// <summary>
/// What was read from the fields of a header, and found to be valid. Signals and calls of one kind differ in their serial number and their body only, so that the same bytes come
/// again and again: they are read once. A fixed number of slots; a newcomer replaces what was in its slot.
/// </summary>
internal sealed class KnownHeader
{
    private const int SlotCount = 64;
    private const int MaxLength = 512;

    private static readonly KnownHeader?[] Slots = new KnownHeader?[SlotCount];

    private readonly byte[] _fields;
    private readonly bool _isBigEndian;
    private readonly MessageType _type;
    private readonly Message _first;

    private KnownHeader(ReadOnlySpan<byte> fields, Message first)
    {
        (_fields, _isBigEndian, _type) = (fields.ToArray(), first.IsBigEndian, first.Type);
        _first = new Message();
        Copy(first, _first);
    }

    /// <summary>Takes over what is known of the fields.</summary>
    /// <param name="fields">All of them, without the padding behind.</param>
    /// <param name="message">Has its type and its byte order, and gets the rest.</param>
    /// <returns>False if they are not known.</returns>
    internal static bool TryRead(ReadOnlySpan<byte> fields, Message message)
    {
        if (fields.Length > MaxLength || Volatile.Read(ref Slots[BytesHash.SlotOf(fields, SlotCount)]) is not { } known) return false;
        if (known._type != message.Type || known._isBigEndian != message.IsBigEndian || !fields.SequenceEqual(known._fields)) return false;
        Copy(known._first, message);
        message.Header = known;
        return true;
    }

    /// <summary>Keeps what was read from fields that are valid for a message of that type.</summary>
    internal static void Keep(ReadOnlySpan<byte> fields, Message message)
    {
        // What an answer answers is another number each time.
        if (fields.Length > MaxLength || message.ReplySerial is not null) return;
        var known = new KnownHeader(fields, message);
        Volatile.Write(ref Slots[BytesHash.SlotOf(fields, SlotCount)], known);
        message.Header = known;
    }

    private static void Copy(Message from, Message to)
    {
        (to.Path, to.Interface, to.Member, to.ErrorName) = (from.Path, from.Interface, from.Member, from.ErrorName);
        (to.Destination, to.Sender, to.Signature, to.UnixFds) = (from.Destination, from.Sender, from.Signature, from.UnixFds);
    }
}
