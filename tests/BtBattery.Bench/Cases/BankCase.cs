using System.Text;
using BtBattery.Simulator.Physics;
using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Bench;

/// <summary>A bank with all that happens to it in a run. The same case runs the same way every time.</summary>
internal sealed record BankCase
{
    /// <summary>What it was made from, and start of all chance in its run.</summary>
    public required int Seed { get; init; }

    /// <summary>The name of its story, as the command line takes it: "one-silent-full".</summary>
    public required string Name { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Story { get; init; }

    /// <summary>The batteries and how they are wired.</summary>
    public required BankDescription Bank { get; init; }

    /// <summary>What charges and discharges them.</summary>
    public required SystemDescription System { get; init; }

    /// <summary>The boards, in the order of the packs: kind and variant as a scenario names them.</summary>
    public required IReadOnlyList<Board> Boards { get; init; }

    /// <summary>How the driver is told that they are wired: what --topology takes, with their numbers from 1 for addresses.</summary>
    public required string Topology { get; init; }

    /// <summary>The owner's configuration file, below [DEFAULT].</summary>
    public string Configuration { get; init; } = "";

    /// <summary>What stands below the section of a battery, by its number from 1.</summary>
    public IReadOnlyDictionary<int, string> ConfigurationOf { get; init; } = new Dictionary<int, string>();

    /// <summary>How long it runs; a multiple of a second.</summary>
    public TimeSpan Length { get; init; } = TimeSpan.FromHours(24);

    /// <summary>What goes wrong in it.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>True if something in it is broken or lies, so that less may be stored than knowledge of everything would allow.</summary>
    public bool HasFault { get; init; }

    /// <summary>Addresses of the batteries, in the order of the packs.</summary>
    public IReadOnlyList<string> Addresses => [.. Enumerable.Range(1, Bank.Packs.Count).Select(number => $"A4:C1:38:00:00:{number:X2}")];

    /// <summary>The owner's configuration file as it is written.</summary>
    public string ConfigurationText() => $"[DEFAULT]\n{ConfigurationBelowDefault()}";

    /// <summary>The same without its first line.</summary>
    public string ConfigurationBelowDefault()
    {
        var text = new StringBuilder($"{Configuration}\n");
        foreach ((int number, string keys) in ConfigurationOf.OrderBy(entry => entry.Key))
        {
            text.Append($"[{Addresses[number - 1]}]\n{keys}\n");
        }

        return text.ToString();
    }

    /// <summary>The scenario file of its batteries and what is around them.</summary>
    public string ScenarioJson() => CaseScenario.Write(this);
}
