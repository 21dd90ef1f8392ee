using System.Text.Json;
using System.Text.Json.Serialization;

namespace BtBattery.Driver.Installing;

/// <summary>Keeps <see cref="InstalledFacts"/>.</summary>
internal static class InstalledFactsFile
{
    /// <summary>What is kept; null if nothing is.</summary>
    /// <exception cref="RefusalException">The file cannot be understood.</exception>
    public static InstalledFacts? Read(Places places)
    {
        try
        {
            return File.Exists(places.Facts) ? JsonSerializer.Deserialize(File.ReadAllText(places.Facts), InstalledFactsTypes.Default.InstalledFacts) : null;
        }
        catch (JsonException exception)
        {
            throw new RefusalException($"{places.OnMachine(places.Facts)} is spoilt ({exception.Message}): delete it and run 'btbattery install' again.");
        }
    }

    /// <summary>Keeps it.</summary>
    public static void Write(Disk disk, string file, InstalledFacts facts) =>
        disk.Write(file, JsonSerializer.Serialize(facts, InstalledFactsTypes.Default.InstalledFacts) + "\n");
}

/// <summary>Made by the source generator, so that nothing is looked up by reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(InstalledFacts))]
internal sealed partial class InstalledFactsTypes : JsonSerializerContext;
