using System.Globalization;
using BtBattery.Bms;

namespace BtBattery.Driver.Scanning;

/// <summary>What a scan found, for people.</summary>
public static class ScanText
{
    /// <summary>Why a battery may not be heard, the most frequent reason first, and what to do.</summary>
    public const string NotFound =
        "No battery was found: a phone app may hold it (close the app), it may be asleep (charge it or switch on a load), "
        + "or out of range (bring the adapter nearer).";

    /// <summary>The whole report.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="all">True to list everything, false to count what is no battery.</param>
    /// <param name="paste">What to paste; null if there is nothing.</param>
    public static IReadOnlyList<string> Lines(ScanReport report, bool all, PasteLines? paste)
    {
        ArgumentNullException.ThrowIfNull(report);
        List<string> lines = [];
        if (report.Candidates.Count > 0)
        {
            lines.Add("Likely batteries (only their answers prove it):");
            lines.AddRange(TextTable.Lines(
                [["TYPE", "NAME", "ADDRESS", "SIGNAL", "BECAUSE OF", "STATE"], .. report.Candidates.Select(candidate => (string[])
                [
                    TypeOf(candidate), NameOf(candidate), candidate.Device.Address.ToString(), SignalOf(candidate), ReasonsOf(candidate), StateOf(candidate),
                ])]));
        }

        if (report.Others.Count > 0)
        {
            AddParagraph(lines);
            if (all)
            {
                lines.Add("Other devices:");
                lines.AddRange(TextTable.Lines(
                    [["NAME", "ADDRESS", "SIGNAL", "STATE"], .. report.Others.Select(other => (string[])
                    [
                        NameOf(other), other.Device.Address.ToString(), SignalOf(other), StateOf(other),
                    ])]));
            }
            else
            {
                lines.Add(report.Others.Count == 1 ? "1 other device; --all lists it." : $"{report.Others.Count} other devices; --all lists them.");
            }
        }

        AddPaste(lines, report, paste);
        return lines;
    }

    /// <summary>The name of a kind of batteries for people.</summary>
    /// <param name="kind">As recordings name it.</param>
    public static string KindName(string kind) =>
        BmsCatalog.Families.First(family => family.RecordingBms == kind).Name.Split(" (")[0];

    /// <summary>The advertised name, harmless; a dash for a device without.</summary>
    public static string NameOf(Candidate candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        return candidate.Device.Name is { Length: > 0 } name ? PrintableText.ForTerminal(name) : "-";
    }

    private static void AddPaste(List<string> lines, ScanReport report, PasteLines? paste)
    {
        string[] served = [.. report.Candidates.Where(candidate => candidate.ServedAs is not null).Select(candidate => candidate.Device.Address.ToString())];
        if (served.Length > 0)
        {
            AddParagraph(lines);
            lines.Add($"Served by a running btbattery already: {string.Join(", ", served)}.");
        }

        if (paste is null)
        {
            return;
        }

        AddParagraph(lines);
        if (paste.IsUncertain)
        {
            lines.Add("No name of a known battery is among them; 'btbattery scan --identify' asks them what they are.");
        }

        if (paste.LeftOut > 0)
        {
            lines.Add($"One btbattery takes four batteries; {paste.LeftOut} more {(paste.LeftOut == 1 ? "is" : "are")} left out here.");
        }

        bool areSeveral = paste.Commands.Count > 1;
        lines.Add(areSeveral ? "To serve them as one bank, whichever way they are wired (-p in parallel, -s in series):" : "To serve it:");
        lines.AddRange(paste.Commands.Select(Indent));
        lines.Add("");
        lines.Add(areSeveral ? "Or in config.ini, with one of the two TOPOLOGY lines:" : "Or in config.ini:");
        lines.AddRange(paste.Ini.Select(Indent));
        if (areSeveral)
        {
            lines.Add("");
            lines.Add("Which box is which? 'btbattery scan --identify' shows their currents side by side.");
        }
    }

    private static string Indent(string line) => line.Length == 0 ? "" : "  " + line;

    private static void AddParagraph(List<string> lines)
    {
        if (lines.Count > 0)
        {
            lines.Add("");
        }
    }

    private static string TypeOf(Candidate candidate) =>
        candidate.Kinds.Count == 0 ? candidate.IsUnsupported ? "not supported" : "unknown"
        : "maybe " + string.Join(" or ", candidate.Kinds.Select(KindName)) + (candidate.IsUnsupported ? ", unsupported" : "");

    private static string SignalOf(Candidate candidate) => candidate.Device.Rssi is int rssi
        ? string.Create(CultureInfo.InvariantCulture, $"{rssi} dBm ({SignalWords.Of(rssi)})")
        : "-";

    private static string ReasonsOf(Candidate candidate) => candidate.Signs is [Sign only]
        ? WordOf(only) + (only is Sign.Name or Sign.Served ? "" : " only")
        : string.Join(", ", candidate.Signs.Select(WordOf));

    private static string WordOf(Sign sign) => sign switch
    {
        Sign.Served => "driver",
        Sign.Name => "name",
        Sign.Address => "address",
        Sign.Maker => "maker",
        _ => "service",
    };

    private static string StateOf(Candidate candidate)
    {
        string connected = candidate.Device.IsConnected ? "connected here" : "";
        string served = candidate.ServedAs is null ? "" : "served by btbattery";
        string paired = candidate.Device.IsPaired ? "paired" : "";
        return string.Join(", ", new[] { connected, served, paired }.Where(word => word.Length > 0));
    }
}
