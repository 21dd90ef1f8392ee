using System.Text.Json;
using System.Text.Json.Nodes;
using BtBattery.Simulator.Scenarios;

namespace BtBattery.Bench;

/// <summary>Writes a case as a scenario file of the simulator (docs/simulator.md).</summary>
internal static class CaseScenario
{
    private const int FirstRssi = -58;

    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    public static string Write(BankCase bank)
    {
        var batteries = new JsonArray();
        for (int i = 0; i < bank.Bank.Packs.Count; i++)
        {
            Board board = bank.Boards[i];
            var battery = new JsonObject
            {
                ["name"] = $"{board.Bms.ToUpperInvariant()}-{i + 1}",
                ["address"] = bank.Addresses[i],
                ["rssi"] = FirstRssi - i,
                ["bms"] = board.Bms,
            };
            if (board.Variant is not null)
            {
                battery["variant"] = board.Variant;
            }

            battery["pack"] = JsonNode.Parse(PhysicsJson.Pack(bank.Bank.Packs[i]));
            batteries.Add(battery);
        }

        return new JsonObject
        {
            ["description"] = bank.Story,
            ["seed"] = bank.Seed,
            ["physics"] = new JsonObject
            {
                ["wiring"] = bank.Bank.Wiring,
                ["system"] = JsonNode.Parse(PhysicsJson.System(bank.System)),
            },
            ["batteries"] = batteries,
        }.ToJsonString(s_indented);
    }
}
