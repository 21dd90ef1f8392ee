using System.Globalization;
using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Bench;

/// <summary>Limits for people.</summary>
internal static class Words
{
    /// <summary>A dash for what is invalid.</summary>
    public static string Of(PublishedLimits limits) =>
        $"CVL {Of(limits.Cvl, "F2")} V, CCL {Of(limits.Ccl, "F1")} A, DCL {Of(limits.Dcl, "F1")} A";

    private static string Of(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";
}
