namespace BtBattery.DBus;

/// <summary>Wire to <see cref="Variant"/>.</summary>
internal static class VariantReader
{
    /// <summary>Reads a variant: its signature and its content.</summary>
    internal static Variant ReadVariant(ref WireCursor cursor, int depth)
    {
        string signature = cursor.ReadVariantSignature();
        int position = 0;
        return Read(ref cursor, signature, ref position, depth);
    }

    /// <summary>Reads the complete type at <paramref name="position"/> of the signature, which afterwards is the index behind it.</summary>
    internal static Variant Read(ref WireCursor cursor, string signature, ref int position, int depth)
    {
        char type = signature[position];
        switch (type)
        {
            case 'a': return ReadArray(ref cursor, signature, ref position, WireValidator.Enter(depth));
            case '(' or '{': return ReadStruct(ref cursor, signature, ref position, WireValidator.Enter(depth));
            default:
                position++;
                return ReadSimple(ref cursor, type, depth);
        }
    }

    private static Variant ReadSimple(ref WireCursor cursor, char type, int depth) => type switch
    {
        'y' => cursor.ReadByte(),
        'b' => cursor.ReadBoolean(),
        'n' => cursor.ReadInt16(),
        'q' => cursor.ReadUInt16(),
        'i' => cursor.ReadInt32(),
        'u' => cursor.ReadUInt32(),
        'x' => cursor.ReadInt64(),
        't' => cursor.ReadUInt64(),
        'd' => cursor.ReadDouble(),
        's' => cursor.ReadString(),
        'o' => Variant.FromObjectPath(cursor.ReadObjectPath()),
        'g' => Variant.FromSignature(cursor.ReadSignature()),
        'h' => Variant.FromUnixFdIndex(cursor.ReadUInt32()),
        _ => Variant.FromVariant(ReadVariant(ref cursor, WireValidator.Enter(depth))),
    };

    private static Variant ReadArray(ref WireCursor cursor, string signature, ref int position, int depth)
    {
        int elementStart = position + 1;
        int elementEnd = DBusSignature.EndOfType(signature, elementStart);
        string arraySignature = Part(signature, position, elementEnd);
        int end = cursor.ReadArrayEnd(signature[elementStart]);
        position = elementEnd;
        switch (signature[elementStart])
        {
            case 'y':
                return Variant.OwnByteArray(cursor.Take(end - cursor.Position).ToArray());
            case '{':
                var entries = new List<KeyValuePair<Variant, Variant>>();
                while (cursor.Position < end)
                {
                    WireValidator.Enter(depth);
                    cursor.Align(8);
                    int next = elementStart + 1;
                    Variant key = Read(ref cursor, signature, ref next, depth + 1);
                    entries.Add(new(key, Read(ref cursor, signature, ref next, depth + 1)));
                }

                CheckEnd(cursor.Position, end);
                return Variant.OwnEntries(arraySignature, entries.ToArray());
            default:
                var items = new List<Variant>();
                while (cursor.Position < end)
                {
                    int next = elementStart;
                    items.Add(Read(ref cursor, signature, ref next, depth));
                }

                CheckEnd(cursor.Position, end);
                return Variant.OwnItems(arraySignature, items.ToArray());
        }
    }

    private static Variant ReadStruct(ref WireCursor cursor, string signature, ref int position, int depth)
    {
        int start = position++;
        cursor.Align(8);
        var fields = new List<Variant>();
        while (signature[position] is not (')' or '}')) fields.Add(Read(ref cursor, signature, ref position, depth));
        position++;
        return Variant.OwnItems(Part(signature, start, position), fields.ToArray());
    }

    private static void CheckEnd(int position, int end)
    {
        if (position != end) DBusProtocolException.Throw("An array ends inside an element.");
    }

    private static string Part(string signature, int start, int end) =>
        start == 0 && end == signature.Length ? signature : signature[start..end];
}
