namespace BtBattery.Driver.Tools.Shell;

/// <summary>A GATT service of a connected device.</summary>
/// <param name="Uuid">Its UUID.</param>
/// <param name="Characteristics">Its characteristics: UUID, and what can be done with each (BlueZ's flags).</param>
public sealed record GattEntry(string Uuid, IReadOnlyList<(string Uuid, IReadOnlyList<string> Flags)> Characteristics);
