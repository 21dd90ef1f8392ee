using BtBattery.Driver.Links;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Scanning;

/// <summary>What a scan found, sorted for its reader.</summary>
public sealed class ScanReport
{
    /// <param name="devices">What was seen.</param>
    /// <param name="served">Those that running drivers serve, with the bus names of these.</param>
    public ScanReport(IEnumerable<SeenDevice> devices, IReadOnlyDictionary<BatteryAddress, string> served)
    {
        Candidate[] all =
        [
            .. devices.Select(device => Candidate.Of(device, served.GetValueOrDefault(device.Address)))
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
