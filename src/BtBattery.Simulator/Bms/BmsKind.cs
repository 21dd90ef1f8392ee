using BtBattery.Simulator.Radio;

namespace BtBattery.Simulator.Bms;

/// <summary>One kind of board.</summary>
/// <param name="Bms">Value of the key "bms".</param>
/// <param name="Variant">Value of the key "variant"; null = the usual one.</param>
/// <param name="Make">Puts such a board on a pack.</param>
internal sealed record BmsKind(string Bms, string? Variant, Func<SimulatedPack, IBms> Make)
{
    /// <summary>The services of such a board, for batteries that only play a recording.</summary>
    public GattProfile Profile => Make(new SimulatedPack(new BatteryState { Cells = [3.3] })).Profile;
}
