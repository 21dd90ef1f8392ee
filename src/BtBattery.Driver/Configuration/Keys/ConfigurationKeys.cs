namespace BtBattery.Driver.Configuration.Keys;

/// <summary>Every key there is.</summary>
public static class ConfigurationKeys
{
    /// <summary>All keys, group by group, in the order of the files.</summary>
    public static IReadOnlyList<ConfigurationKey> All { get; } =
    [
        .. DriverKeys.All,
        .. BatteryKeys.All,
        .. CellVoltageKeys.All,
        .. CurrentKeys.All,
        .. TemperatureKeys.All,
        .. SocKeys.All,
        .. SocCountingKeys.All,
        .. BankKeys.All,
        .. BankCurrentKeys.All,
        .. ChargeStageKeys.All,
        .. SeriesKeys.All,
        .. DisplayKeys.All,
    ];

    private static readonly Dictionary<string, ConfigurationKey> s_byName = All.ToDictionary(key => key.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>No key is nearly as long; it bounds what looking for the nearest one costs.</summary>
    private const int LongestName = 64;

    /// <summary>The key of this name in any case; null if there is none.</summary>
    public static ConfigurationKey? Find(string name) => s_byName.GetValueOrDefault(name);

    /// <summary>The known name that a wrong one most likely was meant to be; null if none is near.</summary>
    public static string? Nearest(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length > LongestName)
        {
            return null;
        }

        string wanted = name.ToUpperInvariant().Replace('-', '_').Replace(' ', '_');
        (string? best, int distance) = (null, Math.Max(2, wanted.Length / 4) + 1);
        foreach (string known in s_byName.Keys)
        {
            int next = Distance(wanted, known);
            if (next < distance)
            {
                (best, distance) = (known, next);
            }
        }

        return best;
    }

    /// <summary>Letters to put in, take out, replace or swap with their neighbour.</summary>
    private static int Distance(string left, string right)
    {
        int[][] rows = [.. Enumerable.Range(0, left.Length + 1).Select(_ => new int[right.Length + 1])];
        for (int i = 0; i <= left.Length; i++)
        {
            for (int j = 0; j <= right.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    rows[i][j] = i + j;
                    continue;
                }

                int same = left[i - 1] == right[j - 1] ? 0 : 1;
                int least = Math.Min(rows[i - 1][j - 1] + same, Math.Min(rows[i - 1][j], rows[i][j - 1]) + 1);
                bool isSwap = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
                rows[i][j] = isSwap ? Math.Min(least, rows[i - 2][j - 2] + 1) : least;
            }
        }

        return rows[left.Length][right.Length];
    }
}
