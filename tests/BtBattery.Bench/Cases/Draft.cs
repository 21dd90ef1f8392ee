using BtBattery.Simulator.Physics;
using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Bench;

/// <summary>A bank while it is made up: a random one that a story changes.</summary>
internal sealed class Draft
{
    public required Random Chance { get; init; }

    public required List<PackDescription> Packs { get; init; }

    public required List<Board> Boards { get; init; }

    /// <summary>How the packs are wired; also what the driver is told, unless <see cref="Declared"/> says otherwise.</summary>
    public required string Wiring { get; set; }

    /// <summary>What the driver is told; null for the truth.</summary>
    public string? Declared { get; set; }

    public required SystemDescription System { get; set; }

    public required string Configuration { get; set; }

    public Dictionary<int, string> ConfigurationOf { get; init; } = [];

    public List<Fault> Faults { get; } = [];

    public TimeSpan Length { get; set; } = TimeSpan.FromHours(24);

    /// <summary>True if something is broken or lies in a way that the story does not put into <see cref="Faults"/>.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Number of a pack, from 1.</summary>
    public int AnyPack() => 1 + Chance.Next(Packs.Count);

    /// <summary>A number of the range.</summary>
    public double Between(double least, double most) => least + (most - least) * Chance.NextDouble();

    /// <summary>A full minute of the range.</summary>
    public TimeSpan Minute(double leastHours, double mostHours) => TimeSpan.FromMinutes(Math.Floor(60 * Between(leastHours, mostHours)));

    /// <summary>Changes a pack.</summary>
    /// <param name="number">Which, from 1.</param>
    /// <param name="change">How.</param>
    public void Change(int number, Func<PackDescription, PackDescription> change) => Packs[number - 1] = change(Packs[number - 1]);

    /// <summary>Changes the BMS of a pack.</summary>
    /// <param name="number">Which, from 1.</param>
    /// <param name="change">How.</param>
    public void ChangeBms(int number, Func<BmsDescription, BmsDescription> change) => Change(number, pack => pack with { Bms = change(pack.Bms!) });

    /// <summary>Changes every cell of a pack.</summary>
    /// <param name="number">Which, from 1.</param>
    /// <param name="change">How, with the number of the cell from 1.</param>
    public void ChangeCells(int number, Func<CellDescription, int, CellDescription> change) =>
        Change(number, pack => pack with { Cells = [.. pack.Cells.Select((cell, index) => change(cell, index + 1))] });

    public BankCase ToCase(int seed, string name, string story) => new()
    {
        Seed = seed,
        Name = name,
        Story = story,
        Bank = new BankDescription { Packs = Packs, Wiring = Wiring },
        System = System,
        Boards = Boards,
        Topology = Declared ?? Wiring,
        Configuration = Configuration,
        ConfigurationOf = ConfigurationOf,
        Length = Length,
        Faults = Faults,
        HasFault = IsBroken || Faults.Count > 0,
    };
}
