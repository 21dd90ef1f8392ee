using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace BtBattery.Driver.State;

/// <summary>Memories of the pure pieces as JSON, for the file of state and for checkpoints; choices are words, and what is null is left out.</summary>
internal sealed class StateJson
{
    private readonly JsonSerializerOptions _options;

    private StateJson(params JsonConverter[] moments)
    {
        _options = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            IgnoreReadOnlyProperties = true,
            RespectNullableAnnotations = true,

            // A number that is none must not keep the rest from being written.
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            TypeInfoResolver = StateTypes.Default.WithAddedModifier(RefuseHoles),
        };
        _options.Converters.Add(new DayFigureJson());
        foreach (JsonConverter converter in moments)
        {
            _options.Converters.Add(converter);
        }

        _options.MakeReadOnly();
    }

    /// <summary>Moments are ticks on the clock of this process, exact: for checkpoints, which a replay reads on that clock.</summary>
    public static StateJson Exact { get; } = new(new ExactMomentJson());

    /// <summary>Moments are translated between processes of the same start of the machine.</summary>
    public static StateJson With(StateMoments moments) => new(new MomentJson(moments), new OptionalMomentJson(moments));

    /// <summary>Writes a memory.</summary>
    public void Write<T>(Utf8JsonWriter json, T value) => JsonSerializer.Serialize(json, value, TypeOf<T>());

    /// <summary>Reads a memory, perhaps of another version: a key that is unknown is passed over.</summary>
    /// <param name="json">The memory.</param>
    /// <param name="empty">What a key that is missing is taken from; null where a memory is whole or nothing.</param>
    /// <exception cref="JsonException">It cannot be understood, or lacks what has to be there.</exception>
    public T Read<T>(JsonElement json, T? empty)
        where T : class
    {
        if (empty is null || json.ValueKind != JsonValueKind.Object)
        {
            return json.Deserialize(TypeOf<T>()) ?? throw new JsonException("There is nothing.");
        }

        var whole = (JsonObject)JsonSerializer.SerializeToNode(empty, TypeOf<T>())!;
        Lay(JsonObject.Create(json)!, whole);
        return whole.Deserialize(TypeOf<T>())!;
    }

    /// <summary>Puts what there is over what there would be; lists as a whole.</summary>
    private static void Lay(JsonObject known, JsonObject over)
    {
        foreach ((string name, JsonNode? value) in known.ToArray())
        {
            if (value is JsonObject inner && over[name] is JsonObject below)
            {
                Lay(inner, below);
            }
            else
            {
                known.Remove(name);
                over[name] = value;
            }
        }
    }

    /// <summary>
    /// What is missing comes as null, whatever its type says: then the memory is not to be used. Nor is it with a list in which something is missing; a number there may be null, where
    /// its type says so.
    /// </summary>
    private static void RefuseHoles(JsonTypeInfo type)
    {
        JsonPropertyInfo[] told = [.. type.Properties.Where(property => !property.PropertyType.IsValueType && property.Get is not null)];
        if (told.Length > 0)
        {
            type.OnDeserialized = value =>
            {
                if (Array.Find(told, property => property.Get!(value) is not { } known ? !property.IsGetNullable : known is IEnumerable<object?> list && list.Contains(null)) is { } hole)
                {
                    throw new JsonException($"{hole.Name} is missing, or something in it.");
                }
            };
        }
    }

    private JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)_options.GetTypeInfo(typeof(T));
}
