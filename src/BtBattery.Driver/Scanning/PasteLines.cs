using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Scanning;

/// <summary>What to paste to have batteries served: a command, or lines for <c>config.ini</c>.</summary>
public sealed class PasteLines
{
    private readonly Candidate[] _batteries;
    private readonly string _options;

    private PasteLines(Candidate[] batteries, int leftOut, string options)
    {
        _batteries = batteries;
        LeftOut = leftOut;
        _options = options;
    }

    /// <summary>How many batteries are not in it, since there are more than one driver takes.</summary>
    public int LeftOut { get; }

    /// <summary>True if nothing but a weak sign speaks for these.</summary>
    public bool IsUncertain => _batteries.Any(battery => battery.Likeness != Likeness.Likely);

    /// <summary>The command; for several batteries one in parallel, and one in series.</summary>
    public IReadOnlyList<string> Commands
    {
        get
        {
            string addresses = string.Join(' ', _batteries.Select(battery => battery.Device.Address));
            return _batteries.Length == 1
                ? [$"btbattery {addresses}{_options}"]
                : [$"btbattery -p {addresses}{_options}", $"btbattery -s {addresses}{_options}"];
        }
    }

    /// <summary>
    /// The lines. For several batteries both topologies are there, so that a file in which nobody chose is refused for the
    /// repeated key: a guess would set wrong charge limits.
    /// </summary>
    public IReadOnlyList<string> Ini
    {
        get
        {
            List<string> lines = ["[BANK]", $"BATTERIES = {string.Join(", ", _batteries.Select(battery => battery.Device.Address))}"];
            if (_batteries.Length > 1)
            {
                lines.AddRange(["TOPOLOGY = parallel", "TOPOLOGY = series"]);
            }

            foreach (Candidate battery in _batteries)
            {
                if (NameFor(battery) is { Length: > 0 } name)
                {
                    lines.AddRange(["", $"[{battery.Device.Address}]", $"NAME = {name}"]);
                }
            }

            return lines;
        }
    }

    /// <summary>
    /// For the likely batteries that no driver serves yet; for the possible ones if there are no likely ones.
    /// </summary>
    /// <param name="report">What was found.</param>
    /// <param name="adapter">The adapter asked for; null if none was.</param>
    /// <param name="bus">The bus asked for; null if none was.</param>
    /// <returns>Null if there is nothing to serve.</returns>
    public static PasteLines? For(ScanReport report, string? adapter = null, string? bus = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        Candidate[] likely = [.. report.Candidates.Where(candidate => candidate.Likeness == Likeness.Likely)];
        Candidate[] batteries = likely.Length > 0 ? [.. likely.Where(candidate => candidate.ServedAs is null)] : [.. report.Candidates];
        string options = (adapter is null ? "" : $" --adapter {adapter}") + (bus is null ? "" : $" --bus '{bus}'");
        return batteries.Length == 0
            ? null
            : new PasteLines([.. batteries.Take(BankKeys.MostBatteries)], Math.Max(0, batteries.Length - BankKeys.MostBatteries), options);
    }

    /// <summary>Its name; where another battery has the same, which is how makers ship them, with the end of its address.</summary>
    private string NameFor(Candidate battery)
    {
        string name = PrintableText.ForIni(battery.Device.Name ?? "");
        bool isShared = _batteries.Count(other => string.Equals(PrintableText.ForIni(other.Device.Name ?? ""), name, StringComparison.OrdinalIgnoreCase)) > 1;
        return name.Length > 0 && isShared ? $"{name[..Math.Min(name.Length, 24)]} {battery.Device.Address.Compact[^4..]}" : name;
    }
}
