using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BtBattery.Driver.Control;

/// <summary>The status of a running driver as JSON (docs/tools/control.md).</summary>
public static class DriverStatusJson
{
    /// <summary>One object, without line breaks.</summary>
    public static string Write(DriverStatus status) => JsonSerializer.Serialize(status, DriverStatusTypes.Plain.DriverStatus);

    /// <summary>Reads what perhaps another version wrote.</summary>
    /// <exception cref="FormatException">It is no such document.</exception>
    public static DriverStatus Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, DriverStatusTypes.Plain.DriverStatus) is { Version: not null, Service: not null, Batteries: not null } status
                ? status
                : throw new FormatException("It says neither version nor service.");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"This is no status: {exception.Message}", exception);
        }
    }
}

/// <summary>Made by the source generator, so that nothing is looked up by reflection.</summary>
[JsonSerializable(typeof(DriverStatus))]
internal sealed partial class DriverStatusTypes : JsonSerializerContext
{
    public static DriverStatusTypes Plain { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
