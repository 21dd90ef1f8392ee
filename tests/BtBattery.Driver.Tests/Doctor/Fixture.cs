using System.Text.Json.Nodes;
using BtBattery.Driver.Doctor.Facts;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.Driver.Tests.Doctor;

/// <summary>
/// A file of tests/doctor: <c>facts</c> as <c>doctor --facts</c> prints them, or a <c>base</c> of another file with a
/// <c>change</c> merged in, so that the one cause can be seen; and the codes to <c>expect</c>, in their order.
/// </summary>
internal sealed record Fixture(string Name, SystemFacts Facts, string[] Expect)
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "doctor");

    public static IEnumerable<string> Names =>
        Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    public static Fixture Load(string name)
    {
        JsonObject file = Read(name);
        return new(name, FactsJson.Read(FactsOf(file).ToJsonString()), [.. file["expect"]!.AsArray().Select(code => code!.GetValue<string>())]);
    }

    private static JsonObject Read(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")))!.AsObject();

    private static JsonObject FactsOf(JsonObject file)
    {
        if (file["facts"] is JsonObject facts)
        {
            return facts;
        }

        JsonObject merged = FactsOf(Read(file["base"]!.GetValue<string>())).DeepClone().AsObject();
        Merge(merged, file["change"]!.AsObject());
        return merged;
    }

    private static void Merge(JsonObject target, JsonObject change)
    {
        foreach ((string key, JsonNode? value) in change)
        {
            if (value is JsonObject inner && target[key] is JsonObject into)
            {
                Merge(into, inner);
            }
            else
            {
                target[key] = value?.DeepClone();
            }
        }
    }
}
