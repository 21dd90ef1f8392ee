using BtBattery.Simulator.Bms;
using BtBattery.Simulator.Physics;
using BtBattery.Simulator.Physics.Power;
using BtBattery.Simulator.Radio;

namespace BtBattery.Simulator.Scenarios;

/// <summary>Reads and checks what a scenario says of cells, wiring and power system.</summary>
internal static class PhysicsLoader
{
    private const string Physics = "physics";

    /// <summary>The physics of a scenario; null if it has none.</summary>
    /// <param name="file">The scenario.</param>
    /// <param name="radios">Its batteries, which get what their BMS measures at the start.</param>
    /// <exception cref="ScenarioException">Something in it is wrong.</exception>
    public static PhysicsDescription? Load(ScenarioFile file, IReadOnlyList<Peripheral> radios)
    {
        int packs = file.Batteries.Count(battery => battery.Pack is not null);
        if (file.Physics is not { } entry)
            return packs == 0 ? null : throw new ScenarioException($"a battery with a \"pack\" needs the key \"{Physics}\".");
        if (packs < file.Batteries.Count) throw new ScenarioException($"with \"{Physics}\" every battery has a \"pack\".");
        var bank = new BankDescription
        {
            Packs = [.. file.Batteries.Select((battery, index) => PhysicsJson.ReadPack(battery.Pack!.Value, BoardOf(battery), $"batteries[{index}].pack"))],
            Wiring = entry.Wiring,
        };
        SystemDescription system = entry.System is { } given ? PhysicsJson.ReadSystem(given, $"{Physics}.system") : new SystemDescription();
        Check(bank, radios);
        return new PhysicsDescription(bank, system);
    }

    private static BmsBoard BoardOf(BatteryEntry battery) =>
        battery.Bms == "jbd" ? BmsBoard.Jbd
        : battery.Variant?.StartsWith("p81", StringComparison.Ordinal) == true ? BmsBoard.DalyWithoutAlarms : BmsBoard.Daly;

    private static void Check(BankDescription bank, IReadOnlyList<Peripheral> radios)
    {
        try
        {
            var model = new BankModel(bank);
            for (int i = 0; i < radios.Count; i++)
            {
                BatteryState measured = model.Packs[i].Measured;
                if (radios[i].Bms.Objection(measured) is { } objection) throw new ScenarioException($"batteries[{i}].pack: {objection}.");
                radios[i].Pack.State = measured;
            }
        }
        catch (FormatException problem)
        {
            throw new ScenarioException($"{Physics}.wiring: {problem.Message}.", problem);
        }
    }
}
