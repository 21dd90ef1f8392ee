using System.Globalization;
using System.Text;

namespace BtBattery.DBus;

/// <content>Equality and text.</content>
public readonly partial struct Variant
{
    /// <summary>True for the same type and content.</summary>
    public static bool operator ==(Variant left, Variant right) => left.Equals(right);

    /// <summary>True for another type or content.</summary>
    public static bool operator !=(Variant left, Variant right) => !left.Equals(right);

    /// <summary>True for the same type and content. NaN equals NaN; 0.0 equals -0.0; the order of dictionary entries counts.</summary>
    public bool Equals(Variant other)
    {
        if (_signature != other._signature) return false;
        return _content switch
        {
            null when _signature == "d" => AsDouble().Equals(other.AsDouble()),
            null => _bits == other._bits,
            string text => text == (string)other._content!,
            byte[] bytes => bytes.AsSpan().SequenceEqual((byte[])other._content!),
            Variant[] items => items.AsSpan().SequenceEqual((Variant[])other._content!),
            _ => AreEqual((KeyValuePair<Variant, Variant>[])_content, (KeyValuePair<Variant, Variant>[])other._content!),
        };
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Variant other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(_signature);
        switch (_content)
        {
            case null when _signature == "d": hash.Add(AsDouble()); break;
            case null: hash.Add(_bits); break;
            case string text: hash.Add(text); break;
            case byte[] bytes: hash.AddBytes(bytes); break;
            case Variant[] items:
                foreach (Variant item in items) hash.Add(item);
                break;
            default:
                foreach ((Variant key, Variant value) in (KeyValuePair<Variant, Variant>[])_content)
                {
                    hash.Add(key);
                    hash.Add(value);
                }

                break;
        }

        return hash.ToHashCode();
    }

    /// <summary>A readable text of the content, independent of the culture: 1.5, "text", [1, 2], {"key": 3}, (1, "x").</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        AppendTo(text);
        return text.ToString();
    }

    private static bool AreEqual(KeyValuePair<Variant, Variant>[] left, KeyValuePair<Variant, Variant>[] right)
    {
        if (left.Length != right.Length) return false;
        for (int i = 0; i < left.Length; i++)
        {
            if (left[i].Key != right[i].Key || left[i].Value != right[i].Value) return false;
        }

        return true;
    }

    private void AppendTo(StringBuilder text)
    {
        switch (Type)
        {
            case DBusType.Invalid: text.Append("nothing"); break;
            case DBusType.Boolean: text.Append(_bits != 0 ? "true" : "false"); break;
            case DBusType.Double: text.Append(AsDouble().ToString("R", CultureInfo.InvariantCulture)); break;
            case DBusType.Byte or DBusType.UInt16 or DBusType.UInt32 or DBusType.UInt64 or DBusType.UnixFd:
                text.Append(CultureInfo.InvariantCulture, $"{_bits}");
                break;
            case DBusType.Int16 or DBusType.Int32 or DBusType.Int64:
                text.Append(CultureInfo.InvariantCulture, $"{unchecked((long)_bits)}");
                break;
            case DBusType.String or DBusType.ObjectPath or DBusType.Signature:
                text.Append('"').Append((string)_content!).Append('"');
                break;
            case DBusType.Variant: text.Append('<').Append(AsVariant()).Append('>'); break;
            case DBusType.Struct: AppendList(text, '(', Items, ')'); break;
            default:
                if (_content is KeyValuePair<Variant, Variant>[] entries) AppendEntries(text, entries);
                else AppendList(text, '[', Items, ']');
                break;
        }
    }

    private static void AppendList(StringBuilder text, char open, IReadOnlyList<Variant> items, char close)
    {
        text.Append(open);
        for (int i = 0; i < items.Count; i++)
        {
            if (i > 0) text.Append(", ");
            items[i].AppendTo(text);
        }

        text.Append(close);
    }

    private static void AppendEntries(StringBuilder text, KeyValuePair<Variant, Variant>[] entries)
    {
        text.Append('{');
        for (int i = 0; i < entries.Length; i++)
        {
            if (i > 0) text.Append(", ");
            entries[i].Key.AppendTo(text);
            text.Append(": ");
            entries[i].Value.AppendTo(text);
        }

        text.Append('}');
    }
}
