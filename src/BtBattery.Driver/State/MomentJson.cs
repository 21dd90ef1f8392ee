using System.Text.Json;
using System.Text.Json.Serialization;
using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.State;

/// <summary>A moment in the file of state; a memory that cannot be without one is forgotten where it has no meaning.</summary>
internal sealed class MomentJson(StateMoments moments) : JsonConverter<MonotonicTime>
{
    public override MonotonicTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (reader.TokenType == JsonTokenType.Number ? moments.FromUptime(reader.GetDouble()) : null) ?? throw new JsonException("A moment of another start of the machine.");

    public override void Write(Utf8JsonWriter writer, MonotonicTime value, JsonSerializerOptions options)
    {
        if (moments.ToUptime(value) is double uptime)
        {
            writer.WriteNumberValue(uptime);
        }
        else
        {
            writer.WriteStringValue("unknown");
        }
    }
}
