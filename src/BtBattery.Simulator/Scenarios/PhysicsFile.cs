using System.Text.Json;
using System.Text.Json.Serialization;
using BtBattery.Simulator.Physics;
using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Simulator.Scenarios;

/// <summary>The key "physics": how the packs of the batteries are wired and what is around them.</summary>
internal sealed class PhysicsEntry
{
    public string Wiring { get; set; } = "parallel";

    /// <summary>A <see cref="SystemDescription"/> of which what is left out is as by default; null = a system with nothing in it.</summary>
    public JsonElement? System { get; set; }
}

/// <summary>Packs and power systems as JSON: the keys are the names of their properties.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    IgnoreReadOnlyProperties = true,
    Converters = [typeof(SecondsConverter), typeof(ChemistryConverter), typeof(BoardConverter), typeof(ProfileConverter)])]
[JsonSerializable(typeof(PackDescription))]
[JsonSerializable(typeof(SystemDescription))]
internal sealed partial class PhysicsJsonContext : JsonSerializerContext;

/// <summary>A time as a number of seconds.</summary>
internal sealed class SecondsConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDouble() is >= 0 and <= 1e7 and var seconds ? TimeSpan.FromSeconds(seconds) : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteNumberValue(value.TotalSeconds);
}

/// <summary>"lfp", "nmc".</summary>
internal sealed class ChemistryConverter() : JsonStringEnumConverter<Chemistry>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

/// <summary>Written with the rest of a BMS; a scenario says it with the kind of its battery.</summary>
internal sealed class BoardConverter() : JsonStringEnumConverter<BmsBoard>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

/// <summary>"none", "household", "boat".</summary>
internal sealed class ProfileConverter() : JsonStringEnumConverter<LoadProfile>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
