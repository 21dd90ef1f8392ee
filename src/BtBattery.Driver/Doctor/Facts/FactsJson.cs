using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BtBattery.Driver.Doctor.Facts;

/// <summary>Facts as JSON: what <c>doctor --facts</c> prints, what a bug report needs, and what the fixtures of the tests are.</summary>
public static class FactsJson
{
    /// <summary>The facts; every key is there, null for what is not known.</summary>
    public static string Write(SystemFacts facts) => JsonSerializer.Serialize(facts, FactsJsonContext.Readable.SystemFacts);

    /// <summary>The facts; a key that is left out is not known.</summary>
    /// <exception cref="JsonException">It is not JSON, a key is unknown, or a value has the wrong type.</exception>
    public static SystemFacts Read(string json) =>
        JsonSerializer.Deserialize(json, FactsJsonContext.Readable.SystemFacts) ?? throw new JsonException("The facts are null.");
}

/// <summary>Made by the source generator, so that nothing is looked up by reflection.</summary>
[JsonSerializable(typeof(SystemFacts))]
internal sealed partial class FactsJsonContext : JsonSerializerContext
{
    public static FactsJsonContext Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,

        // Letters stay letters: the output goes to people and files, not into a web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
