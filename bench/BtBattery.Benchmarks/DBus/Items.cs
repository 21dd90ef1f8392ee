using System.Globalization;
using BtBattery.DBus;

namespace BtBattery.Benchmarks.DBus;

/// <summary>What a Venus service says about its paths: a{sa{sv}}, each path with Value (a double) and Text.</summary>
internal static class Items
{
    internal const string Signature = "a{sa{sv}}";

    internal static readonly string[] Paths = [.. Enumerable.Range(0, 200).Select(i => $"/Dc/0/Item{i}")];

    internal static void Write(ref MessageWriter writer, ReadOnlySpan<string> paths)
    {
        ArrayStart items = writer.WriteArrayStart(DBusType.DictEntry);
        Span<char> text = stackalloc char[16];
        double value = 50;
        foreach (string path in paths)
        {
            value += 0.01;
            writer.WriteStructStart();
            writer.WriteString(path);
            ArrayStart entries = writer.WriteArrayStart(DBusType.DictEntry);
            writer.WriteStructStart();
            writer.WriteString("Value"u8);
            writer.WriteVariantDouble(value);
            writer.WriteStructStart();
            writer.WriteString("Text"u8);
            value.TryFormat(text, out int length, "F2", CultureInfo.InvariantCulture);
            writer.WriteVariantString(text[..length]);
            writer.WriteArrayEnd(entries);
        }

        writer.WriteArrayEnd(items);
    }
}
