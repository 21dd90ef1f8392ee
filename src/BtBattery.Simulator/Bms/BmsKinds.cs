using BtBattery.Simulator.Radio;

namespace BtBattery.Simulator.Bms;

/// <summary>The boards a scenario can name: one line per kind.</summary>
internal static class BmsKinds
{
    private static readonly IReadOnlyList<BmsKind> All =
    [
        new("jbd", null, pack => new JbdBoard(pack)),
        new("jbd", "fff0", pack => new JbdBoard(pack, usesFff0: true)),
    ];

    /// <summary>Finds a kind; null if there is none of that name.</summary>
    public static BmsKind? Find(string bms, string? variant) => All.FirstOrDefault(kind => kind.Bms == bms && kind.Variant == variant);

    /// <summary>All kinds in words, for error messages.</summary>
    public static string Names => string.Join(", ", All.Select(kind => kind.Variant is null ? kind.Bms : $"{kind.Bms} with variant {kind.Variant}"));
}

/// <summary>One kind of board.</summary>
/// <param name="Bms">Value of the key "bms".</param>
/// <param name="Variant">Value of the key "variant"; null = the usual one.</param>
/// <param name="Make">Puts such a board on a pack.</param>
internal sealed record BmsKind(string Bms, string? Variant, Func<SimulatedPack, IBms> Make)
{
    /// <summary>The services of such a board, for batteries that only play a recording.</summary>
    public GattProfile Profile => Make(new SimulatedPack(new BatteryState { Cells = [3.3] })).Profile;
}
