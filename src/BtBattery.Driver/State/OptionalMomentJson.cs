using System.Text.Json;
using System.Text.Json.Serialization;
using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.State;

/// <summary>A moment that may be missing: null where it has no meaning.</summary>
internal sealed class OptionalMomentJson(StateMoments moments) : JsonConverter<MonotonicTime?>
{
    public override MonotonicTime? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number => moments.FromUptime(reader.GetDouble()),
        JsonTokenType.Null => null,
        _ => throw new JsonException("No moment."),
    };

    public override void Write(Utf8JsonWriter writer, MonotonicTime? value, JsonSerializerOptions options)
    {
        if (value is { } time && moments.ToUptime(time) is double uptime)
        {
            writer.WriteNumberValue(uptime);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
