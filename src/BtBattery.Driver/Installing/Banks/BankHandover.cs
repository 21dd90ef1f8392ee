using System.Text.Json;
using System.Text.Json.Serialization;

namespace BtBattery.Driver.Installing.Banks;

/// <summary>What goes over when one bank takes the place of another; kept while it is done, so that it can be finished after a power cut.</summary>
internal sealed record BankHandover
{
    /// <summary>Name of the file, beside what is remembered of batteries.</summary>
    public const string FileName = "bank-handover.json";

    /// <summary>The bank that comes: once the configuration names it, the rest is to be finished.</summary>
    public string To { get; init; } = "";

    /// <summary>The devices whose settings go over.</summary>
    public IReadOnlyList<DeviceMove> Moves { get; init; } = [];

    /// <summary>True if the service ran before it was stopped for this.</summary>
    public bool WasRunning { get; init; }

    /// <summary>What was begun; null for nothing, or what nobody can understand.</summary>
    public static BankHandover? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllText(path), BankHandoverTypes.Default.BankHandover) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Keeps it.</summary>
    public void Write(Disk disk, string path) => disk.Write(path, JsonSerializer.Serialize(this, BankHandoverTypes.Default.BankHandover) + "\n");
}

/// <summary>Made by the source generator, so that nothing is looked up by reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(BankHandover))]
internal sealed partial class BankHandoverTypes : JsonSerializerContext;
