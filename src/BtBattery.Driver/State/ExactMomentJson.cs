using System.Text.Json;
using System.Text.Json.Serialization;
using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.State;

/// <summary>A moment on the clock of this process, in ticks.</summary>
internal sealed class ExactMomentJson : JsonConverter<MonotonicTime>
{
    public override MonotonicTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(TimeSpan.FromTicks(reader.GetInt64()));

    public override void Write(Utf8JsonWriter writer, MonotonicTime value, JsonSerializerOptions options) => writer.WriteNumberValue(value.SinceOrigin.Ticks);
}
