namespace BtBattery.World.Tests;

/// <summary>
/// Rows that do not pass yet, each with the reason. The matrix asserts that they fail, so whoever mends something has to take it out.
/// </summary>
internal static class KnownToFail
{
    private static readonly Dictionary<string, (string Reason, FaultScope[] Scopes)> s_rows = [];

    /// <summary>Names of the rows.</summary>
    public static IReadOnlyCollection<string> Faults => s_rows.Keys;

    /// <summary>True if a soak has to leave it out.</summary>
    public static bool IsKnown(string fault) => Faults.Contains(fault);

    /// <summary>Why it fails; null if it has to pass.</summary>
    public static string? Reason(string fault, FaultScope scope) =>
        s_rows.TryGetValue(fault, out (string Reason, FaultScope[] Scopes) row) && row.Scopes.Contains(scope) ? row.Reason : null;
}
