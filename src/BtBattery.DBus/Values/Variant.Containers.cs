using System.Text;

namespace BtBattery.DBus;

/// <content>Containers and the types that need a check.</content>
public readonly partial struct Variant
{
    /// <summary>The elements of an array or the fields of a struct.</summary>
    /// <exception cref="DBusProtocolException">It is neither, or it is a dictionary.</exception>
    public IReadOnlyList<Variant> Items
    {
        get
        {
            if (Type is not (DBusType.Array or DBusType.Struct) || _content is KeyValuePair<Variant, Variant>[]) ThrowMismatch("a or (");
            return _content is byte[] bytes ? Array.ConvertAll(bytes, b => (Variant)b) : (Variant[])_content!;
        }
    }

    /// <summary>The entries of a dictionary, in the order of the wire.</summary>
    /// <exception cref="DBusProtocolException">It is not a dictionary.</exception>
    public IReadOnlyList<KeyValuePair<Variant, Variant>> Entries
    {
        get
        {
            if (_content is not KeyValuePair<Variant, Variant>[]) ThrowMismatch("a{");
            return (KeyValuePair<Variant, Variant>[])_content!;
        }
    }

    internal ReadOnlySpan<byte> ByteSpan => (byte[])Content("ay");

    /// <summary>An "o".</summary>
    /// <exception cref="ArgumentException">It is not a valid object path.</exception>
    public static Variant FromObjectPath(string path)
    {
        if (!ObjectPath.IsValid(path)) throw new ArgumentException($"'{path}' is not an object path.", nameof(path));
        return new("o", path);
    }

    /// <summary>A "g".</summary>
    /// <exception cref="ArgumentException">It is not a valid signature.</exception>
    public static Variant FromSignature(string signature)
    {
        if (!DBusSignature.IsValid(signature)) throw new ArgumentException($"'{signature}' is not a signature.", nameof(signature));
        return new("g", (object)signature);
    }

    /// <summary>An "ay" with a copy of the bytes.</summary>
    public static Variant FromByteArray(ReadOnlySpan<byte> bytes) => OwnByteArray(bytes.ToArray());

    /// <summary>An "as" with a copy of the texts.</summary>
    public static Variant FromStringArray(IEnumerable<string> texts) => OwnItems("as", texts.Select(text => (Variant)text).ToArray());

    /// <summary>An array with a copy of the items.</summary>
    /// <exception cref="ArgumentException">The signature is not one complete type, or an item is of another type.</exception>
    public static Variant FromArray(string elementSignature, IReadOnlyList<Variant> items)
    {
        string signature = ContainerSignature("a" + elementSignature);
        if (elementSignature == "y") return OwnByteArray(items.Select(item => item.AsByteChecked()).ToArray());
        foreach (Variant item in items) CheckType(item, elementSignature);
        return OwnItems(signature, items.ToArray());
    }

    /// <summary>A dictionary with a copy of the entries.</summary>
    /// <exception cref="ArgumentException">A signature is not valid for its place, or a key or value is of another type.</exception>
    public static Variant FromDictionary(
        string keySignature, string valueSignature, IReadOnlyList<KeyValuePair<Variant, Variant>> entries)
    {
        string signature = ContainerSignature("a{" + keySignature + valueSignature + "}");
        foreach ((Variant key, Variant value) in entries)
        {
            CheckType(key, keySignature);
            CheckType(value, valueSignature);
        }

        return OwnEntries(signature, entries.ToArray());
    }

    /// <summary>An "a{sv}" with a copy of the entries.</summary>
    public static Variant FromVariantDictionary(IEnumerable<KeyValuePair<string, Variant>> entries) => OwnEntries(
        "a{sv}", entries.Select(entry => new KeyValuePair<Variant, Variant>(entry.Key, FromVariant(entry.Value))).ToArray());

    /// <summary>A struct of one or more fields.</summary>
    /// <exception cref="ArgumentException">There is no field, one has no value, or the signature becomes too long or too deep.</exception>
    public static Variant FromStruct(params ReadOnlySpan<Variant> fields)
    {
        var signature = new StringBuilder("(");
        foreach (Variant field in fields) signature.Append(field.Signature);
        foreach (Variant field in fields) CheckType(field, field.HasValue ? field.Signature : "?");
        return OwnItems(ContainerSignature(signature.Append(')').ToString()), fields.ToArray());
    }

    /// <summary>A "v" inside a value.</summary>
    /// <exception cref="ArgumentException">The content is the default value.</exception>
    public static Variant FromVariant(Variant content)
    {
        if (!content.HasValue) throw new ArgumentException("A variant needs a content.", nameof(content));
        return new("v", new[] { content });
    }

    internal static Variant FromUnixFdIndex(uint index) => new("h", index);

    // The following take over the array, which nobody else may change afterwards.
    internal static Variant OwnByteArray(byte[] bytes) => new("ay", bytes);

    internal static Variant OwnItems(string signature, Variant[] items) => new(signature, items);

    internal static Variant OwnEntries(string signature, KeyValuePair<Variant, Variant>[] entries) => new(signature, entries);

    private static string ContainerSignature(string signature) => DBusSignature.IsSingleType(signature)
        ? signature
        : throw new ArgumentException($"'{signature}' is not one complete D-Bus type.", nameof(signature));

    private static void CheckType(Variant value, string signature)
    {
        if (value.Signature != signature)
            throw new ArgumentException($"A value of type '{value.Signature}' stands where '{signature}' belongs.", nameof(value));
    }

    private byte AsByteChecked()
    {
        CheckType(this, "y");
        return AsByte();
    }
}
