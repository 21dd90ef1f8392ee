namespace BtBattery.World.Tests;

/// <summary>
/// Rows that do not pass yet, each with the reason. The matrix asserts that they fail, so whoever mends something has to take it out.
/// </summary>
internal static class KnownToFail
{
    private static readonly FaultScope[] s_always = [FaultScope.OnlyOne, FaultScope.AllFour, FaultScope.OneOfFour];

    private static readonly Dictionary<string, (string Reason, FaultScope[] Scopes)> s_rows = new()
    {
        ["replies 2.5 s late, then none"] = ("a late answer is taken for the answer to the question asked last", [FaultScope.OnlyOne, FaultScope.AllFour]),
        ["StartDiscovery hangs"] = ("calls of StartDiscovery that are never answered stay with the bus", s_always),
        ["Connect fails at once until the device is removed"] = ("nobody removes the device", s_always),
        ["adapter locked up until its power is cycled"] = ("nobody cycles the power", s_always),
    };

    /// <summary>By themselves they pass: it depends on when the battery then falls silent.</summary>
    private static readonly string[] s_inASoak = ["replies 2.5 s late", "replies 5 s late", "replies 5 s late, then none"];

    /// <summary>Names of the rows.</summary>
    public static IReadOnlyCollection<string> Faults => [.. s_rows.Keys, .. s_inASoak];

    /// <summary>True if a soak has to leave it out.</summary>
    public static bool IsKnown(string fault) => Faults.Contains(fault);

    /// <summary>Why it fails; null if it has to pass.</summary>
    public static string? Reason(string fault, FaultScope scope) =>
        s_rows.TryGetValue(fault, out (string Reason, FaultScope[] Scopes) row) && row.Scopes.Contains(scope) ? row.Reason : null;
}
