using System.Text.Json;
using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.Options;
using BtBattery.Driver.Run;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.State;

/// <summary>
/// Keeps what a bank has to remember over restarts. Read once at the start; written seldom, beside the loop, which waits for no disk. No fault of a disk stops
/// anything: it is told once, and what could not be kept is missing after the next start.
/// </summary>
public sealed class BankStore
{
    /// <summary>A change that matters is on flash after so long at the latest, and no sooner after the last one. We chose it.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    /// <summary>Counters are on flash after so long: at most a hundred small files a day. We chose it.</summary>
    public static readonly TimeSpan Later = TimeSpan.FromMinutes(15);

    /// <summary>
    /// What is long is on flash after so long, and with counters when a day got or ended something worth keeping: four batteries of 32 cells have 22 kB after eight weeks, which are
    /// some kB an hour then. We chose it; a power cut takes no more from a day.
    /// </summary>
    public static readonly TimeSpan Seldom = TimeSpan.FromHours(4);

    /// <summary>In memory everything is kept so often: a third of the time for which a driver that was killed may go on with its limits, at the strictest (<see cref="LossTimes.BlockedFrom"/>).</summary>
    public static readonly TimeSpan InMemory = TimeSpan.FromSeconds(15);

    /// <summary>At the end of the program so long is waited for a disk.</summary>
    private static readonly TimeSpan s_closeTimeout = TimeSpan.FromSeconds(4);

    private readonly IMachine _machine;
    private readonly MonotonicClock _clock;
    private readonly ILogger<BankStore> _logger;
    private readonly StateWriter _kept;
    private readonly StateWriter _seldom;
    private readonly StateWriter? _volatile;
    private readonly BankEntries _entries;
    private readonly BankEntries _seldomEntries;
    private readonly BankEntries _allEntries;
    private BankMemory _written = BankMemory.Empty;
    private BankMemory _writtenSeldom = BankMemory.Empty;
    private BankMemory _latest = BankMemory.Empty;
    private bool _isLoaded;
    private bool _hasEvent;

    /// <summary>Of one bank; nothing is read yet.</summary>
    /// <param name="bank">Names the bank; the same batteries give the same name.</param>
    /// <param name="wiring">How it is wired, as text: what is kept of a bank that is wired otherwise is forgotten.</param>
    /// <param name="addresses">Its batteries as they are printed; battery 1 first.</param>
    /// <param name="places">Where the files are.</param>
    /// <param name="machine">Which start of the machine this is.</param>
    /// <param name="clock">The time.</param>
    /// <param name="logger">Told each fault once.</param>
    public BankStore(
        string bank, string wiring, IReadOnlyList<string> addresses, StatePlaces places, IMachine machine, MonotonicClock clock, ILogger<BankStore> logger)
    {
        ArgumentNullException.ThrowIfNull(places);
        (_machine, _clock, _logger) = (machine, clock, logger);
        _kept = new(new(places.Kept), clock, logger);
        _seldom = new(new(places.Seldom), clock, logger);
        _volatile = places.Volatile is { } path ? new(new(path, isVolatile: true), clock, logger) : null;

        // What the types of JSON are made of is large, and made once for all three.
        var moments = new StateMoments();
        _entries = new(StateParts.OfBank, StateParts.OfBattery, bank, wiring, addresses, moments);
        _seldomEntries = new([], StateParts.OfBatterySeldom, bank, wiring, addresses, moments);
        _allEntries = new(StateParts.OfBank, [.. StateParts.OfBattery, .. StateParts.OfBatterySeldom], bank, wiring, addresses, moments);
    }

    /// <summary>
    /// What was kept, as it was when it was written: <see cref="BankMemory.AfterRestart"/> says what of it still holds. Call it once, before anything is given to be kept.
    /// </summary>
    public BankMemory Load()
    {
        MachineMoment? now = _machine.Now;

        // What the others lack, or have in a form that cannot be understood, is taken from what is written seldom, and not lost with the next time that this is written.
        BankMemory? seldom = Read(_seldom, _seldomEntries, BankMemory.Empty, now, out _);
        BankMemory start = seldom ?? BankMemory.Empty;
        BankMemory? kept = Read(_kept, _entries, start, now, out MonotonicTime? keptAt) ?? seldom;
        BankMemory? latest = _volatile is null ? null
            : Read(_volatile, _allEntries, start, now, out MonotonicTime? volatileAt) is { } record && volatileAt is not null && !(volatileAt < keptAt) ? record : null;
        _written = kept ?? _written;
        _writtenSeldom = _written;
        _latest = latest ?? _written;
        _isLoaded = true;
        return _latest;
    }

    /// <summary>Takes what is to be kept now; writes it if it is time to.</summary>
    /// <param name="record">All that is remembered.</param>
    /// <param name="isEvent">True if something has just happened that is worth storing soon.</param>
    public void Take(BankMemory record, bool isEvent = false)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (!_isLoaded)
        {
            throw new InvalidOperationException("What was kept has to be loaded first: it would be overwritten.");
        }

        (_latest, _hasEvent) = (record, _hasEvent || isEvent);
        _kept.Look();
        _seldom.Look();
        _volatile?.Look();
        if (_volatile is { } fast && fast.IsDue(InMemory))
        {
            Write(fast, _allEntries);
        }

        if (_seldom.IsDue(_seldomEntries.Matters(_writtenSeldom, record) ? Later : Seldom) && (_seldom.HasFailed || _seldomEntries.Differs(_writtenSeldom, record)))
        {
            _writtenSeldom = record;
            Write(_seldom, _seldomEntries);
        }

        TimeSpan pause = _hasEvent || _entries.Matters(_written, record) ? Soon : Later;
        if (_kept.IsDue(pause) && (_kept.HasFailed || _entries.Differs(_written, record)))
        {
            (_written, _hasEvent) = (record, false);
            Write(_kept, _entries);
        }
    }

    /// <summary>The program ends: writes what there is, and waits for it for a while.</summary>
    public async Task CloseAsync()
    {
        if (_isLoaded)
        {
            await CloseAsync(_kept, _entries);
            await CloseAsync(_seldom, _seldomEntries);
            if (_volatile is { } fast)
            {
                await CloseAsync(fast, _allEntries);
            }
        }
    }

    private async Task CloseAsync(StateWriter writer, BankEntries entries)
    {
        await writer.EndAsync(s_closeTimeout);
        if (writer.IsIdle)
        {
            Write(writer, entries);
            await writer.EndAsync(s_closeTimeout);
        }
    }

    private void Write(StateWriter writer, BankEntries entries) => writer.Write(entries.ToJson(_latest, _machine.Now, _clock.Now));

    private BankMemory? Read(StateWriter writer, BankEntries entries, BankMemory start, MachineMoment? now, out MonotonicTime? at)
    {
        StateFile.RemoveLeftovers(writer.Document.Path);
        Dictionary<string, JsonElement> found = writer.Document.Read(entries.Names, out string? problem);
        if (problem is not null)
        {
            _logger.LogWarning("{Problem} The driver begins without what was remembered.", problem);
        }

        BankMemory? record = entries.FromJson(start, found, now, _clock.Now, out at, out IReadOnlyList<string> forgotten);
        if (forgotten.Count > 0)
        {
            _logger.LogInformation("Of what was remembered in {File} this cannot be used and is forgotten: {Parts}.", writer.Document.Path, string.Join(", ", forgotten));
        }

        return record;
    }
}
