using BtBattery.Driver.Configuration.Forms;
using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Configuration.Reading;

/// <summary>Gives the lines of one file their meaning: which section, which key, which value. Every complaint goes into the findings.</summary>
/// <param name="path">Name of the file.</param>
/// <param name="findings">What is wrong is added here.</param>
/// <param name="deadKeys">Keys that were told of already, in any file.</param>
internal sealed class LayerReader(string path, ICollection<Finding> findings, HashSet<string> deadKeys)
{
    public const string CommonSection = "DEFAULT";
    public const string BankSection = "BANK";

    private readonly SettingsLayer _layer = new();

    /// <summary>A file for all: <c>[DEFAULT]</c>, <c>[BANK]</c>, and a section for each battery.</summary>
    public SettingsLayer ReadCommon(IReadOnlyList<IniSection> sections)
    {
        foreach (IniSection section in Distinct(sections))
        {
            if (section.Name is null && section.Entries.Count > 0)
            {
                IniEntry first = section.Entries[0];
                Add(FindingCodes.NoSection, first.Line, null, null, "This stands before the first section: put a line [DEFAULT] above it.");
            }

            if (section.Name is null || Is(section, CommonSection))
            {
                Read(section, _layer.Common, battery: true, bank: true, driver: true);
            }
            else if (Is(section, BankSection))
            {
                Read(section, _layer.Bank, battery: false, bank: true, driver: false);
            }
            else if (BatteryAddress.TryParse(section.Name, out BatteryAddress address))
            {
                var own = new SettingsLayer.BatterySection(section.Line, []);
                _layer.Batteries[address] = own;
                Read(section, own.Values, battery: true, bank: false, driver: false);
            }
            else
            {
                Add(
                    FindingCodes.UnknownSection,
                    section.Line,
                    section.Name,
                    null,
                    "There is no such section: write [DEFAULT], [BANK] or the address of a battery, such as [A4:C1:38:00:00:01].");
                Read(section, [], battery: true, bank: true, driver: true);
            }
        }

        return _layer;
    }

    /// <summary>A battery's own file: its keys under <c>[DEFAULT]</c>, or without a section.</summary>
    public SettingsLayer ReadOwn(IReadOnlyList<IniSection> sections)
    {
        foreach (IniSection section in Distinct(sections))
        {
            if (section.Name is not null && !Is(section, CommonSection) && !Is(section, BankSection))
            {
                Add(
                    FindingCodes.UnknownSection,
                    section.Line,
                    section.Name,
                    null,
                    "A file of one battery has only the section [DEFAULT]: put its keys there, or the section into config.ini.");
                Read(section, [], battery: true, bank: true, driver: true);
                continue;
            }

            Read(section, _layer.Common, battery: !Is(section, BankSection), bank: false, driver: false);
        }

        return _layer;
    }

    private static bool Is(IniSection section, string name) => name.Equals(section.Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The sections; of those that are there twice the first, while the lines of the others are read for their faults.</summary>
    private List<IniSection> Distinct(IReadOnlyList<IniSection> sections)
    {
        var distinct = new Dictionary<string, IniSection>(StringComparer.OrdinalIgnoreCase);
        foreach (IniSection section in sections)
        {
            if (section.IsFaulty)
            {
                Read(section, [], battery: true, bank: true, driver: true);
                continue;
            }

            if (distinct.TryAdd(section.Name ?? "", section))
            {
                continue;
            }

            Add(
                FindingCodes.DuplicateSection,
                section.Line,
                section.Name,
                null,
                FormattableString.Invariant($"[{section.Name}] is there already, in line {distinct[section.Name ?? ""].Line}; put all its keys under one heading."));
            Read(section, [], battery: true, bank: true, driver: true);
        }

        return [.. distinct.Values];
    }

    /// <summary>Reads the values of a section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="values">Where they go; one that is there already stays.</param>
    /// <param name="battery">Whether keys of that scope have a meaning here.</param>
    /// <param name="bank">Likewise.</param>
    /// <param name="driver">Likewise.</param>
    private void Read(IniSection section, Dictionary<ConfigurationKey, ConfigurationValue> values, bool battery, bool bank, bool driver)
    {
        var lines = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (IniEntry entry in section.Entries)
        {
            ConfigurationKey? key = FindKey(section, entry);
            if (key is null)
            {
                continue;
            }

            bool fits = key.Scope switch { KeyScope.Battery => battery, KeyScope.Bank => bank, _ => driver };
            int? former = lines.TryGetValue(key.Name, out int line) ? line : fits ? values.GetValueOrDefault(key)?.Origin.Line : null;
            lines.TryAdd(key.Name, entry.Line);
            if (former is not null)
            {
                string message = FormattableString.Invariant($"{key.Name} is there already, in line {former}; keep one of them.");
                Add(FindingCodes.DuplicateKey, entry.Line, section.Name, key.Name, message);
            }

            ConfigurationValue value = ReadValue(key, section, entry);
            if (fits)
            {
                values.TryAdd(key, value);
            }
            else if (key.Scope == KeyScope.Battery)
            {
                string message = $"{key.Name} is for batteries: put it under [DEFAULT] for all, or under the address of one.";
                Add(FindingCodes.WrongPlace, entry.Line, section.Name, key.Name, message);
            }
            else
            {
                _layer.Misplaced.Add(value);
            }
        }
    }

    private ConfigurationKey? FindKey(IniSection section, IniEntry entry)
    {
        if (ConfigurationKeys.Find(entry.Key) is ConfigurationKey key)
        {
            return key;
        }

        if (DeadKeys.All.TryGetValue(entry.Key, out string? reason))
        {
            if (deadKeys.Add(entry.Key.ToUpperInvariant()))
            {
                findings.Add(new Finding(Severity.Warning, FindingCodes.DeadKey, $"{entry.Key.ToUpperInvariant()} does nothing: {reason}. The line can go.")
                {
                    File = path,
                    Line = entry.Line,
                    Section = section.Name,
                    Key = entry.Key.ToUpperInvariant(),
                });
            }

            return null;
        }

        // What does not look like a key may be anything, a secret too, and is not repeated.
        bool isWord = entry.Key.Length <= 64 && entry.Key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');
        string name = isWord ? entry.Key : "What stands before the = sign";
        string advice = ConfigurationKeys.Nearest(entry.Key) is string nearest
            ? $"{name} is not a key: write {nearest}."
            : $"{name} is not a key: 'btbattery check-config' lists them all, or take the line out.";
        Add(FindingCodes.UnknownKey, entry.Line, section.Name, isWord ? entry.Key : null, advice);
        return null;
    }

    private ConfigurationValue ReadValue(ConfigurationKey key, IniSection section, IniEntry entry)
    {
        ValueOrigin origin = ValueOrigin.InFile(path, entry.Line, section.Name);
        Reading<object?> reading = key.Read(entry.Value);
        int remark = FindRemark(entry.Value, isText: key.Kind == KeyKind.Text && !key.IsSecret);
        if (reading.Code is null && (remark < 0 || key.Kind != KeyKind.Text || key.IsSecret))
        {
            return new ConfigurationValue(key, reading.Value, origin);
        }

        if (remark >= 0 && key.Read(entry.Value[..remark].Trim()) is { Code: null } bare)
        {
            // It never was one: it became part of the value.
            string line = key.IsSecret ? $"write {key.Name} = and its value only" : $"write {key.Name} = {entry.Value[..remark].Trim()}";
            Add(
                FindingCodes.InlineComment,
                entry.Line,
                section.Name,
                key.Name,
                $"{key.Name} has a remark behind its value, which would become part of it: {line}, and put the remark on a line of its own.");
            return new ConfigurationValue(key, bare.Value, origin);
        }

        Add(reading.Code!, entry.Line, section.Name, key.Name, Complain(key, entry.Value, reading.Advice!));
        return new ConfigurationValue(key, null, origin, isFaulty: true);
    }

    /// <summary>The sentence about a value that is none; a secret that was mistyped is still a secret.</summary>
    internal static string Complain(ConfigurationKey key, string text, string advice)
    {
        const int mostShown = 80;
        string shown = text.Length <= mostShown ? text : text[..mostShown] + "…";
        return key.IsSecret ? $"{key.Name}: {advice}." : text.Length == 0 ? $"{key.Name} is empty: {advice}." : $"{key.Name} = {shown}: {advice}.";
    }

    /// <summary>
    /// Where a remark behind a value begins; below 0 if there is none. In a text, # and ; may be meant, and only a ; with blanks
    /// around it counts.
    /// </summary>
    private static int FindRemark(string value, bool isText)
    {
        for (int i = 1; i < value.Length; i++)
        {
            bool isApart = char.IsWhiteSpace(value[i - 1]);
            if (isText ? isApart && value[i] == ';' && i + 1 < value.Length && value[i + 1] == ' ' : value[i] == ';' || (value[i] == '#' && isApart))
            {
                return i;
            }
        }

        return -1;
    }

    private void Add(string code, int line, string? section, string? key, string message) =>
        findings.Add(new Finding(Severity.Error, code, message) { File = path, Line = line, Section = section, Key = key });
}
