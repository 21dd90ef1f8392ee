namespace BtBattery.Simulator.Radio;

/// <summary>One primary service of a GATT table.</summary>
/// <param name="Uuid">128-bit form, lower case.</param>
/// <param name="Handle">Handle of its declaration; BlueZ names the object after it.</param>
/// <param name="Characteristics">In handle order.</param>
public sealed record GattServiceLayout(string Uuid, ushort Handle, IReadOnlyList<GattCharacteristicLayout> Characteristics);
