using BtBattery.DBus;

namespace BtBattery.Simulator.BlueZ;

/// <summary>The options of WriteValue that bluetoothd looks at; "mtu", "link" and unknown ones are passed over.</summary>
/// <param name="Type">"command", "request", "reliable" or nonsense; null = to be chosen from the characteristic's flags.</param>
/// <param name="Offset">First byte to write.</param>
internal readonly record struct WriteOptions(string? Type, ushort Offset)
{
    public static WriteOptions Parse(IReadOnlyDictionary<string, Variant> options) => new(
        options.TryGetValue("type", out Variant type) ? Typed(type, "s").AsString() : null,
        options.TryGetValue("offset", out Variant offset) ? Typed(offset, "q").AsUInt16() : (ushort)0);

    private static Variant Typed(Variant value, string signature) =>
        value.Signature == signature ? value : throw BlueZError.InvalidArguments;
}
