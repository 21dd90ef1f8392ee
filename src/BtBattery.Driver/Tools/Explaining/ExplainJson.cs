using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BtBattery.Driver.Tools.Explaining;

/// <summary>The explanation as JSON (docs/tools/explain.md): what a running driver answers, and what <c>explain --json</c> prints.</summary>
public static class ExplainJson
{
    /// <summary>One object, without line breaks.</summary>
    public static string Write(ExplainedBank bank) => JsonSerializer.Serialize(bank, ExplainJsonContext.Plain.ExplainedBank);

    /// <summary>An array of objects, indented.</summary>
    public static string Write(IReadOnlyList<ExplainedBank> banks) => JsonSerializer.Serialize(banks, ExplainJsonContext.Readable.IReadOnlyListExplainedBank);

    /// <summary>Reads what perhaps another version wrote: keys that are missing have no value, keys that are new are passed over.</summary>
    /// <exception cref="FormatException">It is no such document.</exception>
    public static ExplainedBank Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, ExplainJsonContext.Plain.ExplainedBank) ?? throw new FormatException("There is nothing in it.");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"This explains no limits: {exception.Message}", exception);
        }
    }
}

/// <summary>Made by the source generator, so that nothing is looked up by reflection.</summary>
[JsonSerializable(typeof(ExplainedBank))]
[JsonSerializable(typeof(IReadOnlyList<ExplainedBank>))]
internal sealed partial class ExplainJsonContext : JsonSerializerContext
{
    public static ExplainJsonContext Plain { get; } = new(OptionsOf(isIndented: false));

    public static ExplainJsonContext Readable { get; } = new(OptionsOf(isIndented: true));

    private static JsonSerializerOptions OptionsOf(bool isIndented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        WriteIndented = isIndented,

        // Letters stay letters: the output goes to people and files, not into a web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
