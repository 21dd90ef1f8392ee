namespace BtBattery.DBus;

/// <summary><see cref="Variant"/> to wire.</summary>
internal static class VariantWriter
{
    internal static void CheckSendable(Variant value)
    {
        if (!value.HasValue) throw new ArgumentException("The default value of Variant holds nothing and cannot be sent.", nameof(value));
        if (value.Signature.Contains('h'))
            throw new ArgumentException("File descriptors cannot be sent: this library does not pass them.", nameof(value));
    }

    /// <summary>Writes the value without its signature.</summary>
    internal static void Write(ref WireBuffer buffer, Variant value, int depth)
    {
        switch (value.Type)
        {
            case DBusType.Byte: buffer.WriteByte(value.AsByte()); break;
            case DBusType.Boolean: buffer.WriteUInt32(value.AsBoolean() ? 1u : 0); break;
            case DBusType.Int16: buffer.WriteUInt16(unchecked((ushort)value.AsInt16())); break;
            case DBusType.UInt16: buffer.WriteUInt16(value.AsUInt16()); break;
            case DBusType.Int32: buffer.WriteUInt32(unchecked((uint)value.AsInt32())); break;
            case DBusType.UInt32: buffer.WriteUInt32(value.AsUInt32()); break;
            case DBusType.Int64: buffer.WriteUInt64(unchecked((ulong)value.AsInt64())); break;
            case DBusType.UInt64: buffer.WriteUInt64(value.AsUInt64()); break;
            case DBusType.Double: buffer.WriteUInt64(BitConverter.DoubleToUInt64Bits(value.AsDouble())); break;
            case DBusType.String: buffer.WriteString(value.AsString()); break;
            case DBusType.ObjectPath: buffer.WriteString(value.AsObjectPath()); break;
            case DBusType.Signature: buffer.WriteSignature(value.AsSignature()); break;
            case DBusType.Variant: WriteVariant(ref buffer, value.AsVariant(), Enter(depth)); break;
            case DBusType.Struct: WriteFields(ref buffer, value, Enter(depth)); break;
            default: WriteArray(ref buffer, value, Enter(depth)); break;
        }
    }

    internal static void WriteVariant(ref WireBuffer buffer, Variant content, int depth)
    {
        CheckSendable(content);
        buffer.WriteSignature(content.Signature);
        Write(ref buffer, content, depth);
    }

    private static void WriteFields(ref WireBuffer buffer, Variant value, int depth)
    {
        buffer.Align(8);
        foreach (Variant field in value.Items) Write(ref buffer, field, depth);
    }

    private static void WriteArray(ref WireBuffer buffer, Variant value, int depth)
    {
        buffer.WriteUInt32(0);
        int lengthPosition = buffer.Position - 4;
        char elementType = value.Signature[1];
        buffer.Align(DBusSignature.AlignmentOf(elementType));
        int start = buffer.Position;
        switch (elementType)
        {
            case 'y': buffer.WriteBytes(value.ByteSpan); break;
            case '{':
                foreach ((Variant key, Variant item) in value.Entries)
                {
                    Enter(depth);
                    buffer.Align(8);
                    Write(ref buffer, key, depth + 1);
                    Write(ref buffer, item, depth + 1);
                }

                break;
            default:
                foreach (Variant item in value.Items) Write(ref buffer, item, depth);
                break;
        }

        int length = buffer.Position - start;
        if (length > WireLimits.MaxArrayLength) throw new InvalidOperationException("An array is longer than 64 MiB.");
        buffer.PatchUInt32(lengthPosition, (uint)length);
    }

    internal static int Enter(int depth) => depth < WireLimits.MaxTotalDepth
        ? depth + 1
        : throw new InvalidOperationException("Containers are nested deeper than 64 levels.");
}
