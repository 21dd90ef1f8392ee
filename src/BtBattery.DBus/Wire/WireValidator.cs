namespace BtBattery.DBus;

/// <summary>Passes over values and checks everything the specification says about them.</summary>
internal static class WireValidator
{
    /// <summary>Passes all values of the signature.</summary>
    internal static void SkipAll(ref WireCursor cursor, string signature)
    {
        int position = 0;
        while (position < signature.Length) Skip(ref cursor, signature, ref position, depth: 0);
    }

    /// <summary>Passes the complete type that starts at <paramref name="position"/> of the signature.</summary>
    /// <param name="cursor">Where the value stands.</param>
    /// <param name="signature">A valid signature.</param>
    /// <param name="position">Start of the type; afterwards the index behind it.</param>
    /// <param name="depth">Number of containers around the value.</param>
    internal static void Skip(ref WireCursor cursor, string signature, ref int position, int depth)
    {
        char type = signature[position];
        int fixedSize = DBusSignature.FixedSizeOf(type);
        if (fixedSize != 0)
        {
            cursor.Align(fixedSize);
            cursor.Take(fixedSize);
            position++;
            return;
        }

        switch (type)
        {
            case 'b': cursor.ReadBoolean(); break;
            case 's': cursor.ReadStringBytes(); break;
            case 'o': cursor.ReadObjectPath(); break;
            case 'g': cursor.ReadSignature(); break;
            case 'v': SkipVariant(ref cursor, Enter(depth)); break;
            case 'a': SkipArray(ref cursor, signature, ref position, Enter(depth)); return;
            default: SkipFields(ref cursor, signature, ref position, Enter(depth)); return;
        }

        position++;
    }

    /// <summary>The depth inside one more container.</summary>
    internal static int Enter(int depth)
    {
        if (depth >= WireLimits.MaxTotalDepth) DBusProtocolException.Throw("Containers are nested deeper than 64 levels.");
        return depth + 1;
    }

    private static void SkipVariant(ref WireCursor cursor, int depth)
    {
        string signature = cursor.ReadVariantSignature();
        int position = 0;
        Skip(ref cursor, signature, ref position, depth);
    }

    private static void SkipArray(ref WireCursor cursor, string signature, ref int position, int depth)
    {
        int elementStart = position + 1;
        char elementType = signature[elementStart];
        int end = cursor.ReadArrayEnd(elementType);
        int fixedSize = DBusSignature.FixedSizeOf(elementType);
        if (fixedSize != 0)
        {
            int length = end - cursor.Position;
            if (length % fixedSize != 0) DBusProtocolException.Throw("An array ends inside an element.");
            cursor.Take(length);
        }
        else
        {
            while (cursor.Position < end)
            {
                int elementPosition = elementStart;
                Skip(ref cursor, signature, ref elementPosition, depth);
            }

            if (cursor.Position != end) DBusProtocolException.Throw("An array ends inside an element.");
        }

        position = DBusSignature.EndOfType(signature, elementStart);
    }

    private static void SkipFields(ref WireCursor cursor, string signature, ref int position, int depth)
    {
        cursor.Align(8);
        position++;
        while (signature[position] is not (')' or '}')) Skip(ref cursor, signature, ref position, depth);
        position++;
    }
}
