using System.Text.Json.Serialization;

namespace BtBattery.Simulator.Scenarios;

/// <summary>A recorded exchange, of which only the exchanges and the protocol matter here.</summary>
internal sealed class RecordingFile
{
    public required string Bms { get; init; }

    public string? Protocol { get; set; }

    public required IReadOnlyList<ExchangeEntry> Exchanges { get; init; }
}

internal sealed class ExchangeEntry
{
    public string? Request { get; set; }

    public IReadOnlyList<string> Notifications { get; set; } = [];
}

/// <summary>Recordings may carry any further key: expected values, sources, remarks.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip)]
[JsonSerializable(typeof(RecordingFile))]
internal sealed partial class RecordingJson : JsonSerializerContext;
