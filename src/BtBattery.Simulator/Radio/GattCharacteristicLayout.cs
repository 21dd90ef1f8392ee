namespace BtBattery.Simulator.Radio;

/// <summary>One characteristic of a GATT table.</summary>
/// <param name="Uuid">128-bit form, lower case.</param>
/// <param name="Handle">Handle of its declaration; the value has the next one and the subscription descriptor the one after.</param>
/// <param name="Flags">Properties in BlueZ's words and order: read, write-without-response, write, notify, indicate.</param>
public sealed record GattCharacteristicLayout(string Uuid, ushort Handle, IReadOnlyList<string> Flags)
{
    /// <summary>True if a client can subscribe to it.</summary>
    public bool CanNotify => Flags.Contains("notify") || Flags.Contains("indicate");
}
