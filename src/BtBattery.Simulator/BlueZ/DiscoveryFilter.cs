using BtBattery.DBus;
using BtBattery.Simulator.Radio;

namespace BtBattery.Simulator.BlueZ;

/// <summary>What one client wants to discover, as it said in SetDiscoveryFilter.</summary>
internal sealed class DiscoveryFilter
{
    /// <summary>The keys GetDiscoveryFilters names.</summary>
    public static readonly IReadOnlyList<string> Keys =
        ["UUIDs", "RSSI", "Pathloss", "Transport", "DuplicateData", "Discoverable", "Pattern"];

    private string[] _uuids = [];
    private short? _rssi;
    private string _transport = "auto";
    private string? _pattern;

    /// <summary>Reads the argument of SetDiscoveryFilter; throws BlueZ's InvalidArguments.</summary>
    public static DiscoveryFilter Parse(IReadOnlyDictionary<string, Variant> wanted)
    {
        var filter = new DiscoveryFilter();
        foreach ((string key, Variant value) in wanted)
        {
            switch (key, value.Signature)
            {
                case ("UUIDs", "as"): filter._uuids = [.. value.AsStringArray().Select(Full)]; break;
                case ("RSSI", "n") when value.AsInt16() is >= -127 and <= 20: filter._rssi = value.AsInt16(); break;
                case ("Pathloss", "q") when value.AsUInt16() <= 137: break;
                case ("Transport", "s") when value.AsString() is "auto" or "bredr" or "le": filter._transport = value.AsString(); break;
                case ("DuplicateData" or "Discoverable", "b"): break;
                case ("Pattern", "s"): filter._pattern = value.AsString(); break;
                default: throw BlueZError.InvalidArguments;
            }
        }
        // Both are limits of signal strength; BlueZ takes only one of them.
        if (wanted.ContainsKey("RSSI") && wanted.ContainsKey("Pathloss")) throw BlueZError.InvalidArguments;
        return filter;
    }

    public bool Matches(Peripheral peripheral) =>
        _transport != "bredr"
        && (_uuids.Length == 0 || peripheral.Bms.Profile.Advertised.Any(_uuids.Contains))
        && (_rssi is null || peripheral.Rssi >= _rssi)
        && (_pattern is null
            || peripheral.Address.StartsWith(_pattern, StringComparison.Ordinal)
            || peripheral.Name.StartsWith(_pattern, StringComparison.Ordinal));

    private static string Full(string uuid)
    {
        string lower = uuid.ToLowerInvariant();
        if (lower.StartsWith("0x", StringComparison.Ordinal)) lower = lower[2..];
        return lower.Length is 4 or 8 && uint.TryParse(lower, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint number)
            ? $"{number:x8}-0000-1000-8000-00805f9b34fb"
            : Guid.TryParseExact(lower, "D", out _) ? lower : throw BlueZError.InvalidArguments;
    }
}
