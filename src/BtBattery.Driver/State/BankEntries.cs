using System.Text.Encodings.Web;
using System.Text.Json;
using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.Run;

namespace BtBattery.Driver.State;

/// <summary>A <see cref="BankMemory"/> as entries of a file: one for the bank, one for each battery, whatever bank that is in.</summary>
/// <param name="ofBank">What the file keeps of the bank; it has no entry if that is nothing.</param>
/// <param name="ofBattery">What it keeps of each battery.</param>
/// <param name="bank">Names the bank.</param>
/// <param name="wiring">How it is wired.</param>
/// <param name="addresses">Its batteries; battery 1 first.</param>
/// <param name="moments">Translates moments; may be shared by all who use it on one thread.</param>
internal sealed class BankEntries(
    IReadOnlyList<StatePart<BankMemory>> ofBank,
    IReadOnlyList<StatePart<MemberMemory>> ofBattery,
    string bank,
    string wiring,
    IReadOnlyList<string> addresses,
    StateMoments moments)
{
    private const string Wiring = "wiring";
    private const string Batteries = "batteries";
    private const string Boot = "boot";
    private const string Uptime = "uptime";

    /// <summary>Names of the entries.</summary>
    public IEnumerable<string> Names => ofBank.Count > 0 ? [bank, .. addresses] : addresses;

    /// <summary>True if something changed that is worth writing soon.</summary>
    public bool Matters(BankMemory before, BankMemory after) =>
        Any(ofBank, before, after, isAnyChange: false) || AnyBattery(before, after, isAnyChange: false);

    /// <summary>True if anything may have changed.</summary>
    public bool Differs(BankMemory before, BankMemory after) => Any(ofBank, before, after, isAnyChange: true) || AnyBattery(before, after, isAnyChange: true);

    /// <summary>The entries, each a JSON object.</summary>
    public Dictionary<string, byte[]> ToJson(BankMemory record, MachineMoment? machine, MonotonicTime now)
    {
        moments.Set(machine, now);
        var entries = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        if (ofBank.Count > 0)
        {
            entries[bank] = Entry(ofBank, record, machine, moments.Json, isBank: true);
        }

        for (int i = 0; i < addresses.Count; i++)
        {
            entries[addresses[i]] = Entry(ofBattery, MemberOf(record, i), machine, moments.Json, isBank: false);
        }

        return entries;
    }

    /// <summary>The entry of a bank that takes the place of another, because one of its batteries was exchanged: what was counted goes on, and nothing else, since nothing is known of the new one.</summary>
    /// <param name="before">The entry of the other.</param>
    /// <param name="part">What was counted.</param>
    /// <param name="wiring">How the new one is wired.</param>
    /// <param name="addresses">Its batteries; battery 1 first.</param>
    /// <returns>A JSON object; null if nothing was counted.</returns>
    public static byte[]? Successor(JsonElement before, string part, string wiring, IReadOnlyList<string> addresses)
    {
        if (before.ValueKind != JsonValueKind.Object || !before.TryGetProperty(part, out JsonElement counted))
        {
            return null;
        }

        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            foreach (JsonProperty moment in before.EnumerateObject().Where(one => one.Name is Boot or Uptime))
            {
                moment.WriteTo(json);
            }

            WriteBank(json, wiring, addresses);
            json.WritePropertyName(part);
            counted.WriteTo(json);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>The record.</summary>
    /// <param name="start">What it is taken from where the file keeps nothing.</param>
    /// <param name="entries">Those of <see cref="Names"/> that there are.</param>
    /// <param name="machine">Which start of the machine this is.</param>
    /// <param name="now">The same moment on the clock of this process.</param>
    /// <param name="writtenAt">When the entry of the bank was written; null if that was in another start of the machine.</param>
    /// <param name="forgotten">What could not be understood, and is null now.</param>
    /// <returns>Null if there is nothing.</returns>
    public BankMemory? FromJson(
        BankMemory start, IReadOnlyDictionary<string, JsonElement> entries, MachineMoment? machine, MonotonicTime now, out MonotonicTime? writtenAt, out IReadOnlyList<string> forgotten)
    {
        List<string> lost = [];
        BankMemory record = start;
        writtenAt = null;
        if (ofBank.Count > 0 && entries.TryGetValue(bank, out JsonElement entry) && entry.ValueKind == JsonValueKind.Object)
        {
            Understand(entry, machine, now);
            writtenAt = entry.TryGetProperty(Uptime, out JsonElement uptime) && uptime.ValueKind == JsonValueKind.Number ? moments.FromUptime(uptime.GetDouble()) : null;
            if (TextOf(entry, Wiring) != wiring)
            {
                lost.Add($"{bank}, which was wired in another way");
            }
            else
            {
                record = Read(ofBank, entry, record, moments.Json, bank, lost);
                int[]? places = PlacesIn(entry);
                if (places is null || !places.SequenceEqual(Enumerable.Range(0, places.Length)))
                {
                    record = record.Renumbered(places);
                    lost.Add($"what {bank} told of batteries by numbers that they have no more");
                }
            }
        }

        var batteries = new MemberMemory[addresses.Count];
        for (int i = 0; i < batteries.Length; i++)
        {
            batteries[i] = MemberOf(start, i);
            if (entries.TryGetValue(addresses[i], out JsonElement battery) && battery.ValueKind == JsonValueKind.Object)
            {
                Understand(battery, machine, now);
                batteries[i] = Read(ofBattery, battery, batteries[i], moments.Json, addresses[i], lost);
            }
        }

        forgotten = lost;
        return entries.Count == 0 ? null : record with { Members = batteries };
    }

    /// <summary>Moments in an entry mean something if it was written in this start of the machine.</summary>
    private void Understand(JsonElement entry, MachineMoment? machine, MonotonicTime now) =>
        moments.Set(machine is not null && TextOf(entry, Boot) == machine.Boot ? machine : null, now);

    /// <summary>Null if there is none, or one with bytes that are no letters.</summary>
    private static string? TextOf(JsonElement entry, string name)
    {
        try
        {
            return entry.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The place, from 0, that each battery had when the entry was written; null if that is not known.</summary>
    private int[]? PlacesIn(JsonElement entry)
    {
        if (addresses.Count == 1)
        {
            return [0];
        }

        if (!entry.TryGetProperty(Batteries, out JsonElement list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() != addresses.Count)
        {
            return null;
        }

        int[] places = [.. addresses.Select(address => list.EnumerateArray().ToList().FindIndex(one => one.ValueKind == JsonValueKind.String && one.ValueEquals(address)))];
        return Array.IndexOf(places, -1) < 0 ? places : null;
    }

    private byte[] Entry<T>(IReadOnlyList<StatePart<T>> parts, T record, MachineMoment? machine, StateJson types, bool isBank)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (machine is not null)
            {
                json.WriteString(Boot, machine.Boot);
                json.WriteNumber(Uptime, machine.Uptime.TotalSeconds);
            }

            if (isBank)
            {
                WriteBank(json, wiring, addresses);
            }

            foreach (StatePart<T> part in parts)
            {
                part.Write(json, record, types);
            }

            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteBank(Utf8JsonWriter json, string wiring, IReadOnlyList<string> addresses)
    {
        json.WriteString(Wiring, wiring);
        json.WriteStartArray(Batteries);
        foreach (string address in addresses)
        {
            json.WriteStringValue(address);
        }

        json.WriteEndArray();
    }

    private static T Read<T>(IReadOnlyList<StatePart<T>> parts, JsonElement entry, T record, StateJson types, string name, List<string> lost)
    {
        foreach (StatePart<T> part in parts)
        {
            if (!entry.TryGetProperty(part.Name, out JsonElement json))
            {
                continue;
            }

            try
            {
                record = part.Read(json, record, types);
            }
            catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or ArgumentException or OverflowException or NotSupportedException)
            {
                lost.Add($"{part.Name} of {name}");
            }
        }

        return record;
    }

    /// <summary>Before the first turn nothing is remembered of any battery.</summary>
    private static MemberMemory MemberOf(BankMemory bank, int index) => index < bank.Members.Count ? bank.Members[index] : MemberMemory.Empty;

    private bool AnyBattery(BankMemory before, BankMemory after, bool isAnyChange)
    {
        for (int i = 0; i < after.Members.Count; i++)
        {
            if (Any(ofBattery, MemberOf(before, i), after.Members[i], isAnyChange))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Any<T>(IReadOnlyList<StatePart<T>> parts, T before, T after, bool isAnyChange)
    {
        for (int i = 0; i < parts.Count; i++)
        {
            if (isAnyChange ? parts[i].Differs(before, after) : parts[i].Matters(before, after))
            {
                return true;
            }
        }

        return false;
    }
}
