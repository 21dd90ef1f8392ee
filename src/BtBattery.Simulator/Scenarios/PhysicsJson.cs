using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using BtBattery.Simulator.Physics;
using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Simulator.Scenarios;

/// <summary>The keys "pack" and "physics.system" of scenario files, written and read.</summary>
/// <remarks>What a file leaves out is taken from a sample with every default in it, because a generated reader knows none of those of
/// records that cannot be changed.</remarks>
public static class PhysicsJson
{
    private const string Board = "board";

    private static readonly PackDescription SamplePack = new()
    {
        Chemistry = Chemistry.Lfp,
        Cells = [new CellDescription { CapacityAh = 1, Ohms = 1, Charge = 1 }],
        MaxChargeAmps = 1,
        MaxDischargeAmps = 1,
    };

    /// <summary>The value of the key "pack" that describes <paramref name="pack"/>. Its board is said by the kind of the battery.</summary>
    public static string Pack(PackDescription pack)
    {
        JsonObject written = Write(pack, PhysicsJsonContext.Default.PackDescription);
        (written["bms"] as JsonObject)?.Remove(Board);
        return written.ToJsonString();
    }

    /// <summary>The value of the key "physics.system" that describes <paramref name="system"/>.</summary>
    public static string System(SystemDescription system) => Write(system, PhysicsJsonContext.Default.SystemDescription).ToJsonString();

    /// <summary>Reads a key "pack".</summary>
    /// <param name="given">Its value.</param>
    /// <param name="board">The board on the pack.</param>
    /// <param name="where">Path of the key, for error messages.</param>
    /// <exception cref="ScenarioException">Something in it is wrong.</exception>
    internal static PackDescription ReadPack(JsonElement given, BmsBoard board, string where)
    {
        JsonObject pack = Write(SamplePack, PhysicsJsonContext.Default.PackDescription);
        RemoveRequired(pack, PhysicsJsonContext.Default.PackDescription);
        var cell = (JsonObject)Write(SamplePack, PhysicsJsonContext.Default.PackDescription)["cells"]![0]!;
        RemoveRequired(cell, PhysicsJsonContext.Default.CellDescription);
        pack["cells"] = new JsonArray(cell.DeepClone());
        JsonObject bms = Write(BmsDescription.Usual(ChemistryOf(given)), PhysicsJsonContext.Default.BmsDescription);
        bms.Remove(Board);
        pack["bms"] = bms.DeepClone();
        JsonObject whole = Fill(pack, given, where);

        // Without any: a pack needs the key itself, not one cell of the sample.
        if (!given.TryGetProperty("cells", out _)) whole.Remove("cells");
        (whole["bms"] ??= bms)[Board] = JsonNamingPolicy.CamelCase.ConvertName(board.ToString());
        PackDescription read = Read(whole, PhysicsJsonContext.Default.PackDescription, where);
        return read.Objection() is { } objection ? throw new ScenarioException($"{where}: {objection}.") : read;
    }

    /// <summary>Reads the key "physics.system".</summary>
    /// <exception cref="ScenarioException">Something in it is wrong.</exception>
    internal static SystemDescription ReadSystem(JsonElement given, string where)
    {
        JsonObject whole = Fill(Write(new SystemDescription(), PhysicsJsonContext.Default.SystemDescription), given, where);
        SystemDescription read = Read(whole, PhysicsJsonContext.Default.SystemDescription, where);
        return SystemLimits.Objection(read) is { } objection ? throw new ScenarioException($"{where}.{objection}.") : read;
    }

    /// <summary>What was given, and from the sample what was not. A list of objects in the sample has one that is the sample of each.</summary>
    private static JsonObject Fill(JsonObject sample, JsonElement given, string where)
    {
        if (given.ValueKind != JsonValueKind.Object) throw WrongKind(where);
        foreach (JsonProperty each in given.EnumerateObject())
        {
            if (each.Name == Board) throw new ScenarioException($"unknown key \"{where}.{each.Name}\".");
            string place = $"{where}.{each.Name}";
            sample[each.Name] = (sample[each.Name], each.Value.ValueKind) switch
            {
                (JsonObject part, not JsonValueKind.Null) => Fill((JsonObject)part.DeepClone(), each.Value, place),
                (JsonArray and [JsonObject part], JsonValueKind.Array) => new JsonArray(
                    [.. each.Value.EnumerateArray().Select((item, index) => Fill((JsonObject)part.DeepClone(), item, $"{place}[{index}]"))]),
                _ => each.Value.ValueKind == JsonValueKind.Null ? null : JsonNode.Parse(each.Value.GetRawText()),
            };
        }
        return sample;
    }

    private static Chemistry ChemistryOf(JsonElement pack) =>
        pack.ValueKind == JsonValueKind.Object && pack.TryGetProperty("chemistry", out JsonElement name) && name.ValueKind == JsonValueKind.String
            && Enum.TryParse(name.GetString(), ignoreCase: true, out Chemistry chemistry)
            ? chemistry : Chemistry.Lfp;

    private static JsonObject Write<T>(T value, JsonTypeInfo<T> type) => (JsonObject)JsonSerializer.SerializeToNode(value, type)!;

    private static void RemoveRequired(JsonObject sample, JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo each in type.Properties.Where(each => each.IsRequired)) sample.Remove(each.Name);
    }

    private static T Read<T>(JsonObject whole, JsonTypeInfo<T> type, string where)
    {
        try
        {
            return whole.Deserialize(type)!;
        }
        catch (JsonException problem)
        {
            throw new ScenarioException(JsonProblem.Describe(problem, where), problem);
        }
    }

    private static ScenarioException WrongKind(string where) => new($"{where} has a value of the wrong kind.");
}
