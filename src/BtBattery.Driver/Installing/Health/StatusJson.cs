using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BtBattery.Driver.Installing.Health;

/// <summary>The status for programs (docs/tools/status.md).</summary>
public static class StatusJson
{
    /// <summary>One object, indented.</summary>
    public static string Write(Status status) => JsonSerializer.Serialize(status, StatusTypes.Readable.Status) + "\n";
}

/// <summary>Made by the source generator, so that nothing is looked up by reflection.</summary>
[JsonSerializable(typeof(Status))]
internal sealed partial class StatusTypes : JsonSerializerContext
{
    public static StatusTypes Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
