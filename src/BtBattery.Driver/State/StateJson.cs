using System.Text.Json;
using System.Text.Json.Serialization;
using BtBattery.Aggregation.Charging.RightBanks;
using BtBattery.Aggregation.LossPolicies;

namespace BtBattery.Driver.State;

/// <summary>
/// Memories of the pure pieces as JSON, for the file of state and for checkpoints: made by the source generator, so that nothing is looked up by reflection. A
/// key that is missing has its default, one that is unknown is passed over; choices are words.
/// </summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(RightBankMemory))]
[JsonSerializable(typeof(CellsKept))]
[JsonSerializable(typeof(LastSeen))]
internal sealed partial class StateJson : JsonSerializerContext
{
    /// <summary>Moments are ticks on the clock of this process, exact: for checkpoints, which a replay reads on that clock.</summary>
    public static StateJson Exact { get; } = new(OptionsWith(new ExactMomentJson()));

    /// <summary>Moments are translated between processes of the same start of the machine.</summary>
    public static StateJson With(StateMoments moments) => new(OptionsWith(new MomentJson(moments), new OptionalMomentJson(moments)));

    private static JsonSerializerOptions OptionsWith(params JsonConverter[] moments)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,

            // A number that is none must not keep the rest from being written.
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        };
        foreach (JsonConverter converter in moments)
        {
            options.Converters.Add(converter);
        }

        return options;
    }
}
