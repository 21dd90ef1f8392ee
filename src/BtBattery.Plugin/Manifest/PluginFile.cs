using System.Text.Encodings.Web;
using System.Text.Json;
using BtBattery.Plugin.Resources;

namespace BtBattery.Plugin.Manifest;

/// <summary>The file that gui-v2 loads: what the plugin is, and its pages as a Qt resource in base64.</summary>
internal static class PluginFile
{
    /// <summary>Name of the plugin, of its folder on the device and of its file, which must be equal.</summary>
    public const string Name = "BtBattery";

    /// <summary>The largest file that is built.</summary>
    /// <value>60 000 bytes. A browser gets it in pieces of 4096 bytes and gives up after 15 s, whatever else the device does.</value>
    public const int MostBytes = 60_000;

    /// <summary>The oldest gui-v2 whose types the pages were tried with.</summary>
    private const string OldestInterface = "v1.2.33";

    private static readonly JsonWriterOptions s_readable = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the file; the same sources and version always give the same bytes.</summary>
    /// <param name="sources">What <see cref="PluginSources"/> found, without complaints.</param>
    /// <param name="version">Of the program.</param>
    public static byte[] Write(PluginSources sources, string version)
    {
        using MemoryStream file = new();
        using (var json = new Utf8JsonWriter(file, s_readable))
        {
            json.WriteStartObject();
            json.WriteString("name", Name);
            json.WriteString("version", version);
            json.WriteString("minRequiredVersion", OldestInterface);
            json.WriteString("maxRequiredVersion", "");
            json.WriteStartArray("translations");
            foreach (string translation in sources.Translations)
            {
                json.WriteStringValue(Url(translation));
            }

            json.WriteEndArray();
            json.WriteStartArray("integrations");
            foreach (PluginPage page in PluginPage.All)
            {
                WritePage(json, page);
            }

            json.WriteEndArray();
            json.WriteBase64String("resource", ResourceFile.Write(sources.Shortened.ToDictionary(source => $"{Name}/{source.Key}", source => source.Value)));
            json.WriteEndObject();
        }

        file.Write("\n"u8);
        return file.ToArray();
    }

    private static void WritePage(Utf8JsonWriter json, PluginPage page)
    {
        json.WriteStartObject();
        json.WriteNumber("type", page.Type);
        json.WriteString("url", Url(page.File));
        if (page.Title is string title)
        {
            json.WriteString("productId", PluginPage.ProductId);
            json.WriteString("title", title);
        }

        json.WriteEndObject();
    }

    private static string Url(string file) => $"qrc:/{Name}/{file}";
}
