namespace BtBattery.Simulator.Bms;

/// <summary>The boards a scenario can name: one line per kind.</summary>
internal static class BmsKinds
{
    private static readonly IReadOnlyList<BmsKind> All =
    [
        new("jbd", null, pack => new JbdBoard(pack)),
        new("jbd", "fff0", pack => new JbdBoard(pack, usesFff0: true)),
        new("daly", "d2", pack => new DalyD2Board(pack)),
        new("daly", "d2-80", pack => new DalyD2Board(pack, hasEighty: true)),
        new("daly", "d2-ff00", pack => new DalyD2Board(pack, usesFf00: true)),
        new("daly", "p81", pack => new DalyP81Board(pack)),
        new("daly", "p81-ff00", pack => new DalyP81Board(pack, usesFf00: true)),
        new("daly", "a5", pack => new DalyA5Board(pack)),
        new("daly", "a5-80", pack => new DalyA5Board(pack, address: 0x80)),
    ];

    /// <summary>Finds a kind; null if there is none of that name.</summary>
    public static BmsKind? Find(string bms, string? variant) => All.FirstOrDefault(kind => kind.Bms == bms && kind.Variant == variant);

    /// <summary>All kinds in words, for error messages.</summary>
    public static string Names =>
        string.Join(", ", All.Select(kind => kind.Variant is null ? kind.Bms : $"{kind.Bms} with variant {kind.Variant}"));
}
