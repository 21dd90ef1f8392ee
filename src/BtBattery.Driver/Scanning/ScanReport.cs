using BtBattery.Driver.Links;

namespace BtBattery.Driver.Scanning;

/// <summary>What a scan found, sorted for its reader.</summary>
public sealed class ScanReport
{
    /// <param name="devices">What was seen.</param>
    /// <param name="busNames">The names that are taken on the bus, to know which batteries are served.</param>
    public ScanReport(IEnumerable<SeenDevice> devices, IReadOnlySet<string> busNames)
    {
        Candidate[] all =
        [
            .. devices.Select(device => Candidate.Of(device, busNames))
                .OrderByDescending(candidate => candidate.Likeness)
                .ThenByDescending(candidate => candidate.Device.Rssi ?? int.MinValue)
                .ThenBy(candidate => candidate.Device.Address.Compact, StringComparer.Ordinal),
        ];
        Candidates = [.. all.Where(candidate => candidate.Likeness != Likeness.None)];
        Others = [.. all.Where(candidate => candidate.Likeness == Likeness.None)];
    }

    /// <summary>What may be batteries: the likely ones first, among them the strongest.</summary>
    public IReadOnlyList<Candidate> Candidates { get; }

    /// <summary>Everything else, the strongest first.</summary>
    public IReadOnlyList<Candidate> Others { get; }
}
