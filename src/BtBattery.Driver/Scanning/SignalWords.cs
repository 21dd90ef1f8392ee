namespace BtBattery.Driver.Scanning;

/// <summary>What a signal strength is good for.</summary>
public static class SignalWords
{
    /// <summary>From here on there is plenty. Our choice; receivers of this kind lose frames somewhere below -85 dBm.</summary>
    private const int StrongFrom = -67;

    /// <summary>From here on a link holds. Our choice.</summary>
    private const int FairFrom = -80;

    /// <summary><c>strong</c>, <c>fair</c> or <c>weak</c>; null for an unknown strength.</summary>
    /// <param name="rssi">dBm</param>
    public static string? Of(int? rssi) => rssi switch
    {
        null => null,
        >= StrongFrom => "strong",
        >= FairFrom => "fair",
        _ => "weak",
    };
}
