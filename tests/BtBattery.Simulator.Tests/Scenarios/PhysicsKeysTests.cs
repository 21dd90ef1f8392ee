using System.Text.Json.Serialization.Metadata;
using BtBattery.Simulator.Scenarios;

namespace BtBattery.Simulator.Tests.Scenarios;

public sealed class PhysicsKeysTests
{
    [Fact]
    public void Every_key_of_packs_and_systems_is_documented()
    {
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "simulator.md"));
        PhysicsJsonContext json = PhysicsJsonContext.Default;
        List<string> keys =
        [
            .. Names(json.PackDescription), .. Names(json.CellDescription), .. Names(json.BmsDescription).Where(name => name != "board"),
            .. json.SystemDescription.Properties.SelectMany(part => json.GetTypeInfo(part.PropertyType) is { Kind: JsonTypeInfoKind.Object } inside
                ? Names(inside).Select(name => $"{part.Name}.{name}") : [part.Name]),
        ];
        Assert.True(keys.Count > 70, $"{keys.Count} keys");
        Assert.Equal([], keys.Where(key => !page.Contains($"`{key}`", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Names(JsonTypeInfo type) => type.Properties.Select(property => property.Name);
}
