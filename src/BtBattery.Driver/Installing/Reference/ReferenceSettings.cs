using System.Globalization;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Configuration.Forms;
using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Configuration.Reading;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Installing.Reference;

/// <summary>What the files of dbus-btbattery say, in the words of this program, and what becomes of the rest, a sentence each.</summary>
internal sealed class ReferenceSettings
{
    /// <summary>The only keys of a battery's own file that did anything there.</summary>
    private static readonly ConfigurationKey[] s_ownKeys = [CurrentKeys.MaxCharge, CurrentKeys.MaxDischarge];

    private readonly Dictionary<ConfigurationKey, string> _values = [];
    private readonly Dictionary<ConfigurationKey, string> _shipped = [];
    private readonly List<string> _told = [];

    /// <summary>The values that are taken over, as they are to be written; the last file that names a key wins.</summary>
    public IReadOnlyDictionary<ConfigurationKey, string> Values => _values;

    /// <summary>What the owner should know.</summary>
    public IReadOnlyList<string> Told => _told;

    /// <summary>The batteries that a file names; of the kind that has them there.</summary>
    public IReadOnlyList<string> Batteries { get; private set; } = [];

    /// <summary>How that file says they are wired; null if it does not.</summary>
    public bool? IsParallel { get; private set; }

    /// <summary>Takes a file for all batteries.</summary>
    /// <param name="path">As people know it.</param>
    /// <param name="bytes">What is in it.</param>
    /// <param name="isShipped">True for the one that came with the program: only what its owner changed there says anything.</param>
    public void Take(string path, byte[] bytes, bool isShipped)
    {
        foreach (IniEntry entry in Scan(path, bytes))
        {
            string name = entry.Key.ToUpperInvariant();
            if (ConfigurationKeys.Find(name) is { } key)
            {
                Take(key, entry.Value, isShipped);
            }
            else if (name == "BT_ADDRESSES")
            {
                Batteries = [.. entry.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
            }
            else if (name == "CONNECTION_MODE")
            {
                IsParallel = entry.Value.Equals("parallel", StringComparison.OrdinalIgnoreCase) ? true : entry.Value.Equals("series", StringComparison.OrdinalIgnoreCase) ? false : null;
            }
            else if (name == "BT_ADAPTER")
            {
                Take(DriverKeys.Adapter, entry.Value, isShipped);
            }
            else if (!isShipped)
            {
                Tell(name, DeadKeys.All.TryGetValue(name, out string? reason) ? $"never did anything and is left out: {reason}"
                    : ChangedKeys.Gone.TryGetValue(name, out string? instead) ? $"is left out: {instead}"
                    : "is left out: this driver does not know it");
            }
        }
    }

    /// <summary>Takes the file of one battery.</summary>
    /// <param name="battery">Which one.</param>
    /// <param name="path">As people know it.</param>
    /// <param name="bytes">What is in it; null if there is no such file, which was no fault there.</param>
    /// <returns>The values for that battery.</returns>
    public IReadOnlyList<(ConfigurationKey Key, string Value)> TakeOwn(BatteryAddress battery, string path, byte[]? bytes)
    {
        var own = new Dictionary<ConfigurationKey, string>();
        List<string> idle = [];
        if (bytes is null)
        {
            _told.Add($"There is no file {path}, which {battery} was started with.");
        }

        foreach (IniEntry entry in bytes is null ? [] : Scan(path, bytes))
        {
            if (ConfigurationKeys.Find(entry.Key) is { } key && s_ownKeys.Contains(key))
            {
                if (Read(key, entry.Value) is string value)
                {
                    own[key] = value;
                }
            }
            else
            {
                idle.Add(entry.Key.ToUpperInvariant());
            }
        }

        if (idle.Count > 0)
        {
            _told.Add($"Of {path} only the two largest currents had an effect there, and only they are taken over for {battery}. Here every key of a battery works for it: look at {string.Join(", ", idle.Distinct())}.");
        }

        foreach (ConfigurationKey key in s_ownKeys.Where(key => !own.ContainsKey(key)))
        {
            // It read such a file instead of the common one: what the file does not say was as shipped, whatever the common one allows.
            string shipped = _shipped.GetValueOrDefault(key) ?? key.DefaultText(Chemistry.Lfp);
            if (_values.TryGetValue(key, out string? common) && Amps(shipped) < Amps(common))
            {
                own[key] = shipped;
                _told.Add($"{key.Name} = {common} in its common file did not hold for {battery}, which has a file of its own: {shipped} A as there.");
            }
        }

        return [.. s_ownKeys.Where(own.ContainsKey).Select(key => (key, own[key]))];
    }

    private static double Amps(string value) => double.Parse(value, CultureInfo.InvariantCulture);

    /// <summary>A value that the driver would not start with is left out.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="reason">A sentence.</param>
    public void Drop(ConfigurationKey key, string reason)
    {
        _values.Remove(key);
        _told.Add($"{key.Name} is left out, its default holds: {reason}");
    }

    private void Take(ConfigurationKey key, string written, bool isShipped)
    {
        if (Read(key, written) is not string value)
        {
            return;
        }

        if (isShipped)
        {
            _shipped[key] = value;
            if (value == key.DefaultText(Chemistry.Lfp))
            {
                return;
            }
        }

        _values[key] = value;
        if (key.Kind == KeyKind.Bool && written != "True" && value == "True")
        {
            Tell(key.Name, $"= {written} was False there, where only the exact word True was true; it is True here");
        }

        if (ChangedKeys.Meaning.TryGetValue(key, out string? change))
        {
            Tell(key.Name, change);
        }
    }

    /// <summary>A value in the words of this program; null, which is told, if it is none.</summary>
    private string? Read(ConfigurationKey key, string written)
    {
        Reading<object?> reading = key.Read(written);
        int remark = written.IndexOf(';', StringComparison.Ordinal);
        if (reading.Code is not null && remark >= 0 && key.Read(written[..remark].Trim()) is { Code: null } bare)
        {
            reading = bare;
            Tell(key.Name, "had a remark behind its value, which is left out");
        }

        if (reading.Code is null)
        {
            return key.Format(reading.Value);
        }

        if (written.Length > 0)
        {
            Tell(key.Name, $"is left out, its default holds: {(key.IsSecret ? "what is written there" : $"'{written}'")} is no value for it; {reading.Advice}");
        }

        return null;
    }

    private IEnumerable<IniEntry> Scan(string path, byte[] bytes)
    {
        List<Finding> findings = [];
        IReadOnlyList<IniSection> sections = IniScanner.Scan(path, bytes, findings);
        _told.AddRange(findings.Select(finding => $"{finding.Describe()} That is left out."));
        return sections.SelectMany(section => section.Entries);
    }

    private void Tell(string name, string what)
    {
        string sentence = $"{name} {what}.";
        if (!_told.Contains(sentence))
        {
            _told.Add(sentence);
        }
    }
}
