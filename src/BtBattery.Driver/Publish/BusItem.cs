using System.Text;
using BtBattery.DBus;

namespace BtBattery.Driver.Publish;

/// <summary>The wire forms of Victron's interface com.victronenergy.BusItem (velib_python: vedbus.py, ve_utils.py).</summary>
internal static class BusItem
{
    public const string Interface = "com.victronenergy.BusItem";

    /// <summary>Signature of the invalid marker: an empty array of integers.</summary>
    private const string InvalidSignature = "ai";

    /// <summary>
    /// Writes <c>a{sa{sv}}</c>: path → Value and Text; of a setting Min, Max and Default too, as localsettings does. Screens ask for a range once, and what shows a GX device
    /// over MQTT never asks: both learn of it from here alone (veutil: ve_qitems_dbus.cpp; dbus-flashmq: types.cpp).
    /// </summary>
    public static void WriteItems(ref MessageWriter writer, IReadOnlyCollection<Item> items)
    {
        ArrayStart all = writer.WriteArrayStart(DBusType.DictEntry);
        foreach (Item item in items)
        {
            writer.WriteStructStart();
            writer.WriteString(item.Path);
            ArrayStart entries = writer.WriteArrayStart(DBusType.DictEntry);
            WriteEntry(ref writer, "Value", item.Value);
            WriteEntry(ref writer, "Text", ItemValue.Of(item.Text));
            if (item.Range is { } range)
            {
                WriteEntry(ref writer, "Min", range.Min);
                WriteEntry(ref writer, "Max", range.Max);
                WriteEntry(ref writer, "Default", range.Default);
            }

            writer.WriteArrayEnd(entries);
        }

        writer.WriteArrayEnd(all);
    }

    /// <summary>Bytes that an item takes in the body of a message, with what fills it up to the next.</summary>
    public static int SizeOf(Item item)
    {
        // Each text has its length before it and a zero behind it; each variant a signature with both.
        int at = Aligned(4 + Encoding.UTF8.GetByteCount(item.Path) + 1, 4) + 4;
        at = AfterEntry(AfterEntry(at, "Value", item.Value), "Text", ItemValue.Of(item.Text));
        if (item.Range is { } range)
        {
            at = AfterEntry(AfterEntry(AfterEntry(at, "Min", range.Min), "Max", range.Max), "Default", range.Default);
        }

        return Aligned(at, 8);
    }

    /// <summary>Writes a value as a variant.</summary>
    public static void WriteValue(ref MessageWriter writer, ItemValue value)
    {
        if (!value.IsValid)
        {
            writer.WriteVariantSignature(InvalidSignature);
            writer.WriteArrayEnd(writer.WriteArrayStart(DBusType.Int32));
            return;
        }

        switch (value.Kind)
        {
            case ItemKind.Integer:
                writer.WriteVariantInt32(value.AsInteger);
                break;
            case ItemKind.Number:
                writer.WriteVariantDouble(value.AsNumber);
                break;
            default:
                writer.WriteVariantString(value.AsText);
                break;
        }
    }

    /// <summary>Reads what a client wants to write, as the type the path has; null if it does not fit.</summary>
    public static ItemValue? Read(Variant written, ItemKind kind)
    {
        switch (kind)
        {
            case ItemKind.Text:
                return written.TryGetString(out string? text) ? ItemValue.Of(text) : null;
            case ItemKind.Integer:
                return written.TryGetNumber(out double integer) && Math.Floor(integer) == integer && Math.Abs(integer) <= int.MaxValue
                    ? ItemValue.Of((int)integer)
                    : null;
            default:
                return written.TryGetNumber(out double number) && double.IsFinite(number) ? ItemValue.Of(number, ItemValue.Exact) : null;
        }
    }

    /// <summary>True for what means "no value": an empty array, of whatever type.</summary>
    public static bool IsInvalidMarker(Variant written) => written.Type == DBusType.Array && written.Signature is not ['a', '{', ..] && written.Items.Count == 0;

    /// <summary>Introspection of the interface, as it is on a leaf, a branch, the root or a setting.</summary>
    public static string Describe(bool isLeaf, bool isRoot, bool isSetting)
    {
        string description = $" <interface name=\"{Interface}\">\n"
            + "  <method name=\"GetValue\"><arg name=\"value\" type=\"v\" direction=\"out\"/></method>\n"
            + $"  <method name=\"GetText\"><arg name=\"text\" type=\"{(isLeaf ? "s" : "v")}\" direction=\"out\"/></method>\n";
        if (isLeaf)
        {
            description += "  <method name=\"SetValue\"><arg name=\"value\" type=\"v\" direction=\"in\"/>"
                + "<arg name=\"result\" type=\"i\" direction=\"out\"/></method>\n";
        }

        if (isSetting)
        {
            description += "  <method name=\"GetMin\"><arg name=\"min\" type=\"v\" direction=\"out\"/></method>\n"
                + "  <method name=\"GetMax\"><arg name=\"max\" type=\"v\" direction=\"out\"/></method>\n"
                + "  <method name=\"GetDefault\"><arg name=\"default\" type=\"v\" direction=\"out\"/></method>\n";
        }

        if (isRoot)
        {
            description += "  <method name=\"GetItems\"><arg name=\"items\" type=\"a{sa{sv}}\" direction=\"out\"/></method>\n"
                + "  <signal name=\"ItemsChanged\"><arg name=\"items\" type=\"a{sa{sv}}\"/></signal>\n";
        }

        return description + " </interface>\n";
    }

    private static void WriteEntry(ref MessageWriter writer, string key, ItemValue value)
    {
        writer.WriteStructStart();
        writer.WriteString(key);
        WriteValue(ref writer, value);
    }

    private static int AfterEntry(int at, string key, ItemValue value)
    {
        at = Aligned(at, 8) + 4 + key.Length + 1;
        return !value.IsValid ? Aligned(at + 2 + InvalidSignature.Length, 4) + 4 : value.Kind switch
        {
            ItemKind.Integer => Aligned(at + 3, 4) + 4,
            ItemKind.Number => Aligned(at + 3, 8) + 8,
            _ => SizeOf(value.AsText, at + 3),
        };
    }

    private static int SizeOf(string text, int at) => Aligned(at, 4) + 4 + Encoding.UTF8.GetByteCount(text) + 1;

    private static int Aligned(int at, int boundary) => (at + boundary - 1) / boundary * boundary;
}
