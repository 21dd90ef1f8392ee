using System.Text.Json;
using BtBattery.Driver.Options;
using BtBattery.Driver.Run;

namespace BtBattery.Driver.Polling;

/// <summary>
/// Remembers, beyond the end of the process and of the machine's uptime, when an adapter was switched off and on and when the machine was
/// started anew. Several drivers may share the file.
/// </summary>
/// <remarks>
/// No wall clock is asked. A GX device without network begins each start at some time of the past and jumps when it learns the right
/// one, so two wall times say nothing about the time between them. A stamp is a start of the machine (boot id) and its uptime instead.
/// Within one start the difference of uptimes is the time that passed. Across starts the present uptime is a time that has surely passed,
/// whatever passed before is not counted: so "once in 24 hours" can come out as more rarely, never as more often. A machine that was
/// started anew by somebody else less than a day ago needs no second start from us anyway.
/// </remarks>
/// <param name="path">The file; it need not exist.</param>
/// <param name="machine">Tells the moment.</param>
/// <param name="clock">Tells how old this process is: that much has surely passed since whatever another one wrote.</param>
public sealed class RecoveryStamps(string path, IMachine machine, MonotonicClock clock)
{
    /// <summary>Name of the file, beside the configuration.</summary>
    public const string FileName = "recovery.json";

    /// <summary>What an adapter without an address is called.</summary>
    private const string Unnamed = "unnamed";

    private const string NoMoment = "nobody knows how long the machine has been up.";

    private readonly Lock _lock = new();

    /// <summary>At least this long ago the machine was started anew by us; null if it never was.</summary>
    public TimeSpan? SinceReboot
    {
        get
        {
            lock (_lock)
            {
                return Load() is not { } known ? clock.Now.SinceOrigin : known.Reboot is { } reboot ? Since(reboot) : null;
            }
        }
    }

    /// <summary>At least this long ago the adapter was switched off and on; null if it never was.</summary>
    public TimeSpan? SinceCycle(string adapter)
    {
        lock (_lock)
        {
            return Load() is not { } known ? clock.Now.SinceOrigin : known.Adapters.TryGetValue(Key(adapter), out AdapterStamp? stamp) ? Since(stamp.At) : null;
        }
    }

    /// <summary>How often it was since data came over it.</summary>
    public int CyclesInVain(string adapter)
    {
        lock (_lock)
        {
            return Of(adapter)?.InVain ?? 0;
        }
    }

    /// <summary>True if it was switched off by us since the machine was started, and not on again.</summary>
    public bool IsLeftOff(string adapter)
    {
        lock (_lock)
        {
            // After a start of the machine whoever has it off wants it off.
            return Of(adapter) is { IsOff: true } stamp && stamp.At.Boot == machine.Now?.Boot;
        }
    }

    /// <summary>The machine is about to be started anew.</summary>
    /// <returns>Null, or why that could not be written down: then it must not be.</returns>
    public string? NoteReboot()
    {
        lock (_lock)
        {
            return machine.Now is { } now ? Save((Load() ?? Content.Empty) with { Reboot = now }) : NoMoment;
        }
    }

    /// <summary>The adapter is about to be switched off and on.</summary>
    /// <returns>Null, or why that could not be written down: then it must not be.</returns>
    public string? NoteCycle(string adapter) => machine.Now is { } now ? Change(adapter, stamp => new AdapterStamp(now, (stamp?.InVain ?? 0) + 1, IsOff: true)) : NoMoment;

    /// <summary>The adapter is on again.</summary>
    /// <returns>Null, or why that could not be written down.</returns>
    public string? NoteOn(string adapter) => Change(adapter, stamp => stamp is { IsOff: true } ? stamp with { IsOff = false } : stamp);

    /// <summary>Data came over the adapter: the gaps begin anew.</summary>
    /// <returns>Null, or why that could not be written down.</returns>
    public string? NoteData(string adapter) => Change(adapter, stamp => stamp is null ? null : stamp with { InVain = 0, IsOff = false });

    private static string Key(string adapter) => adapter.Length > 0 ? adapter : Unnamed;

    private AdapterStamp? Of(string adapter) => Load()?.Adapters.GetValueOrDefault(Key(adapter));

    private string? Change(string adapter, Func<AdapterStamp?, AdapterStamp?> change)
    {
        lock (_lock)
        {
            // What cannot be understood may have told of a start of the machine; from now on there is one.
            Content before = Load() ?? Content.Empty with { Reboot = machine.Now };
            AdapterStamp? old = before.Adapters.GetValueOrDefault(Key(adapter));
            return change(old) is not { } next || next == old
                ? null
                : Save(before with { Adapters = new Dictionary<string, AdapterStamp>(before.Adapters, StringComparer.Ordinal) { [Key(adapter)] = next } });
        }
    }

    private TimeSpan Since(MachineMoment stamp) => machine.Now is not { } now ? clock.Now.SinceOrigin
        : stamp.Boot != now.Boot ? now.Uptime
        : now.Uptime > stamp.Uptime ? now.Uptime - stamp.Uptime
        : TimeSpan.Zero;

    private string? Save(Content content) => StateFile.Write(path, json =>
    {
        if (content.Reboot is { } reboot)
        {
            json.WriteStartObject("reboot");
            WriteMoment(json, reboot);
            json.WriteEndObject();
        }

        json.WriteStartObject("adapters");
        foreach ((string adapter, AdapterStamp stamp) in content.Adapters.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject(adapter);
            WriteMoment(json, stamp.At);
            json.WriteNumber("in_vain", stamp.InVain);
            json.WriteBoolean("off", stamp.IsOff);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    });

    /// <returns>Null if there is a file that cannot be understood: then anything may have happened just before this process began.</returns>
    private Content? Load()
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement json = document.RootElement;
            return new(
                json.TryGetProperty("reboot", out JsonElement reboot) ? ReadMoment(reboot) : null,
                json.GetProperty("adapters").EnumerateObject().ToDictionary(
                    adapter => adapter.Name,
                    adapter => new AdapterStamp(ReadMoment(adapter.Value), adapter.Value.GetProperty("in_vain").GetInt32(), adapter.Value.GetProperty("off").GetBoolean()),
                    StringComparer.Ordinal));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Content.Empty;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException
            or KeyNotFoundException or FormatException or OverflowException or ArgumentException)
        {
            return null;
        }
    }

    private static void WriteMoment(Utf8JsonWriter json, MachineMoment moment)
    {
        json.WriteString("boot", moment.Boot);
        json.WriteNumber("uptime", Math.Ceiling(moment.Uptime.TotalSeconds));
    }

    private static MachineMoment ReadMoment(JsonElement json) =>
        new(json.GetProperty("boot").GetString() ?? "", TimeSpan.FromSeconds(json.GetProperty("uptime").GetDouble()));

    private sealed record Content(MachineMoment? Reboot, Dictionary<string, AdapterStamp> Adapters)
    {
        public static Content Empty { get; } = new(null, []);
    }
}
