using System.Globalization;

namespace BtBattery.Bms.Tests.Requests;

/// <summary>The list of docs/bms/requests.md, as the page has it.</summary>
internal sealed class RequestDocument
{
    private RequestDocument(IReadOnlyList<RequestPattern> patterns, IReadOnlyList<(GattProfile Profile, string[] Families)> profiles) =>
        (Patterns, Profiles) = (patterns, profiles);

    /// <summary>Every request, alternatives written out.</summary>
    public IReadOnlyList<RequestPattern> Patterns { get; }

    /// <summary>Where requests go, and which families go there.</summary>
    public IReadOnlyList<(GattProfile Profile, string[] Families)> Profiles { get; }

    public static RequestDocument Load()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "BtBattery.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("not inside the repository");
        string[] lines = File.ReadAllLines(Path.Combine(folder, "docs", "bms", "requests.md"));
        string[][] rows =
        [
            .. lines.Where(line => line.StartsWith("| `", StringComparison.Ordinal))
                .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray()),
        ];
        return new(
            [.. rows.Where(row => row[0].Contains(' ')).SelectMany(row => RequestPattern.Parse(row[0].Trim('`'), row[1]))],
            [.. rows.Where(row => !row[0].Contains(' ')).Select(ToProfile)]);
    }

    private static (GattProfile Profile, string[] Families) ToProfile(string[] row)
    {
        ushort[] uuids = [.. row[..3].Select(cell => ushort.Parse(cell.Trim('`'), NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
        return (GattProfile.Of(uuids[0], uuids[1], uuids[2]), row[3].Split(", "));
    }
}
