using System.Text.Json;
using BtBattery.DBus;
using BtBattery.Driver.Options;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Run;
using BtBattery.Driver.State;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Settings.Files;

/// <summary>
/// Settings in a file of the driver's own, where there is no settings service. It is written when somebody changes something, and when a device is new. A file
/// that cannot be understood is set aside, and everything in it begins anew; one that cannot be written is told once, and changes are refused until it can.
/// </summary>
/// <param name="path">The file; it need not exist.</param>
/// <param name="clock">The time.</param>
/// <param name="logger">Told each fault once.</param>
public sealed class FileSettings(string path, MonotonicClock clock, ILogger<FileSettings> logger) : ISettingsHome
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "settings.json";

    private readonly StateDocument _document = new(path);
    private readonly Dictionary<string, FileEntry> _entries = new(StringComparer.Ordinal);
    private readonly List<FileDevice> _devices = [];
    private readonly Lock _sync = new();
    private IReadOnlyDictionary<string, JsonElement>? _found;

    // Held while the file is written: each writes what was there before, and one thing more.
    private readonly Lock _writing = new();
    private bool _isFaultTold;

    /// <inheritdoc/>
    public string Place => path;

    /// <summary>The file of a configuration.</summary>
    public static string Of(string configurationFile) => StateFile.Of(configurationFile, FileName);

    /// <summary>What the file has of a device, for somebody who must not change anything.</summary>
    /// <param name="path">The file; it need not exist.</param>
    /// <param name="device">What the device is called there.</param>
    /// <param name="settings">What is asked for.</param>
    /// <param name="problem">What is wrong with the file, in words; null for nothing.</param>
    internal static DeviceValues Peek(string path, string device, IReadOnlyList<Setting> settings, out string? problem)
    {
        IReadOnlyDictionary<string, JsonElement> found = new StateDocument(path).Peek(out problem);
        return new(settings, found.TryGetValue(device, out JsonElement json) ? FileEntry.Read(json) : FileEntry.Empty);
    }

    /// <inheritdoc/>
    /// <remarks>Nobody but the driver changes the file while it runs.</remarks>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration end = cancellationToken.Register(() => ended.TrySetCanceled(cancellationToken));
        await ended.Task;
    }

    /// <inheritdoc/>
    public Task<IDeviceSettings> OpenAsync(string device, int? wish, IReadOnlyList<Setting> settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        lock (_sync)
        {
            IReadOnlyDictionary<string, JsonElement> found = _found ??= Load();
            FileEntry before = EntryOf(device, found);
            FileEntry entry = wish is { } number ? WithInstance(device, before, number, found) : before;
            _entries[device] = entry;
            var opened = new FileDevice(this, device, entry, settings, clock);
            _devices.Add(opened);
            if (entry != before)
            {
                // Nobody waits for it: without the file the same number is worked out again.
                Elsewhere.RunBlocking(() => Write(device, same => same));
            }

            return Task.FromResult<IDeviceSettings>(opened);
        }
    }

    /// <summary>Writes a value and tells those who have the device open; waits for the disk.</summary>
    /// <param name="writer">Who writes; is not told.</param>
    /// <param name="name">The setting.</param>
    /// <param name="value">What fits it.</param>
    /// <param name="isGivenUp">Asked when it is its turn: one that was refused while others were written is not written after them.</param>
    /// <returns>True if it is in the file.</returns>
    internal bool Write(FileDevice writer, string name, ItemValue value, Func<bool> isGivenUp)
    {
        if (!Write(writer.Device, entry => isGivenUp() ? null : entry.With(name, value)))
        {
            return false;
        }

        foreach (FileDevice other in Others(writer))
        {
            other.Take(name, value);
        }

        return true;
    }

    /// <summary>Somebody has it open no more.</summary>
    internal void Close(FileDevice device)
    {
        lock (_sync)
        {
            _devices.Remove(device);
        }
    }

    /// <summary>Changes an entry and writes it; nothing for null.</summary>
    private bool Write(string device, Func<FileEntry, FileEntry?> change)
    {
        lock (_writing)
        {
            FileEntry? entry;
            lock (_sync)
            {
                entry = change(_entries[device]);
            }

            if (entry is null)
            {
                return false;
            }

            string? problem = _document.Write(new Dictionary<string, byte[]> { [device] = entry.ToJson() });
            Tell(problem);
            if (problem is not null)
            {
                return false;
            }

            lock (_sync)
            {
                _entries[device] = entry;
            }

            return true;
        }
    }

    private IReadOnlyDictionary<string, JsonElement> Load()
    {
        IReadOnlyDictionary<string, JsonElement> found = _document.Read(out string? problem);
        if (problem is not null)
        {
            logger.LogWarning("{Problem} The settings begin anew.", problem);
        }

        return found;
    }

    /// <summary>The entry of a device, as it was read or written last.</summary>
    private FileEntry EntryOf(string device, IReadOnlyDictionary<string, JsonElement> found) =>
        _entries.TryGetValue(device, out FileEntry? known) ? known
        : found.TryGetValue(device, out JsonElement json) ? FileEntry.Read(json)
        : FileEntry.Empty;

    /// <summary>The entry with a number that no other device of the file has: the one it has, unless something else is wished for since.</summary>
    private FileEntry WithInstance(string device, FileEntry entry, int wish, IReadOnlyDictionary<string, JsonElement> found)
    {
        HashSet<int> taken = [.. found.Keys.Union(_entries.Keys).Where(other => other != device).Select(other => EntryOf(other, found).Instance).OfType<int>()];
        if (entry.Instance is { } kept && entry.Wish == wish && !taken.Contains(kept))
        {
            return entry;
        }

        int instance = wish;
        while (taken.Contains(instance))
        {
            instance++;
        }

        if (instance != wish)
        {
            logger.LogInformation("Instance {Wish} belongs to another battery in {File}: {Device} gets {Instance}.", wish, path, device, instance);
        }

        return entry with { Instance = instance, Wish = wish };
    }

    private FileDevice[] Others(FileDevice writer)
    {
        lock (_sync)
        {
            return [.. _devices.Where(device => device != writer && device.Device == writer.Device)];
        }
    }

    private void Tell(string? problem)
    {
        if (problem is not null && !_isFaultTold)
        {
            logger.LogWarning(
                "{File} cannot be written: {Problem} What is changed on a screen is refused until it can. Make room on the disk, or see why it is read-only.",
                path,
                problem.EndsWith('.') ? problem : $"{problem}.");
        }
        else if (problem is null && _isFaultTold)
        {
            logger.LogInformation("{File} can be written again.", path);
        }

        _isFaultTold = problem is not null;
    }
}
