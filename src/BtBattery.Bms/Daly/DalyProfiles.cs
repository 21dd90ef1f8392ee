namespace BtBattery.Bms.Daly;

/// <summary>Where Daly boards answer. Newer firmware moved from the first to the second, which is also JBD's.</summary>
internal static class DalyProfiles
{
    public static IReadOnlyList<GattProfile> All { get; } =
    [
        GattProfile.Of(0xFFF0, 0xFFF1, 0xFFF2),
        GattProfile.Of(0xFF00, 0xFF01, 0xFF02),
    ];
}
