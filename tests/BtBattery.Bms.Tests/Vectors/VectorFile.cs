using System.Text.Json;
using BtBattery.Bms.Recordings;

namespace BtBattery.Bms.Tests.Vectors;

/// <summary>A file of tests/vectors: the recording, and what it must decode to.</summary>
internal sealed record VectorFile(string Name, Recording Recording, JsonElement Expected)
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "vectors");

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.json").Select(p => Path.GetFileName(p)).Order();

    /// <summary>For theories: one row per file.</summary>
    public static TheoryData<string> Rows => [.. Names];

    public static IEnumerable<VectorFile> All => Names.Select(Load);

    public static VectorFile Load(string name)
    {
        string json = File.ReadAllText(Path.Combine(Folder, name));
        using JsonDocument document = JsonDocument.Parse(json);
        return new VectorFile(name, Recording.Parse(json), document.RootElement.GetProperty("expected").Clone());
    }

    /// <summary>Decodes a recording and reads back the JSON that a user would see.</summary>
    public static JsonElement Decode(Recording recording)
    {
        var output = new MemoryStream();
        DecodedJson.Write(RecordingDecoder.Decode(recording), output);
        using JsonDocument document = JsonDocument.Parse(output.ToArray());
        return document.RootElement.Clone();
    }
}
