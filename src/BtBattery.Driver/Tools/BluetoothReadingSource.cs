using System.Threading.Channels;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.Links;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Run;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Tools;

/// <summary>Reads a battery over a link of its own, with the poller that the driver uses. It connects and reconnects by itself.</summary>
public sealed class BluetoothReadingSource : IReadingSource
{
    // When nobody asks for a while, the older ones are of no use: each says everything.
    private const int UpdatesKept = 16;

    private readonly MonotonicClock _clock;
    private readonly Channel<BatteryUpdate> _updates = Channel.CreateBounded<BatteryUpdate>(
        new BoundedChannelOptions(UpdatesKept) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly CancellationTokenSource _stop = new();
    private readonly NotingConnector _connector;
    private readonly BatteryPoller _poller;
    private readonly string? _name;
    private Task? _polling;
    private MonotonicTime? _given;

    /// <param name="address">The battery.</param>
    /// <param name="settings">What the owner set for it.</param>
    /// <param name="known">What answered where before.</param>
    /// <param name="connector">Makes the link.</param>
    /// <param name="interval">From one round to the next.</param>
    /// <param name="clock">The time.</param>
    /// <param name="logger">Told of what stands in the way.</param>
    public BluetoothReadingSource(
        BatteryAddress address,
        BatterySettings settings,
        KnownBatteries known,
        IGattConnector connector,
        TimeSpan interval,
        MonotonicClock clock,
        ILogger<BatteryPoller> logger)
    {
        Address = address;
        _name = settings.Name;
        _clock = clock;
        _connector = new NotingConnector(connector);

        // Nobody can wish for a switch here.
        ChannelReader<SwitchWish> noWishes = Channel.CreateBounded<SwitchWish>(1).Reader;
        _poller = new BatteryPoller(
            address, settings, known, _connector, interval, clock, () => 0, update => _updates.Writer.TryWrite(update), noWishes, logger);
    }

    /// <inheritdoc/>
    public BatteryAddress Address { get; }

    /// <inheritdoc/>
    public ReadingOrigin Origin => ReadingOrigin.Bluetooth;

    /// <summary>How strongly the battery was heard before it was connected, dBm; null if nobody listened.</summary>
    public int? Rssi { get; init; }

    /// <inheritdoc/>
    public async Task<BatteryReading> NextAsync(CancellationToken cancellationToken)
    {
        _polling ??= _poller.RunAsync(_stop.Token);
        while (true)
        {
            Task<bool> waiting = _updates.Reader.WaitToReadAsync(cancellationToken).AsTask();
            if (await Task.WhenAny(waiting, _polling) == _polling)
            {
                // It ends by itself only by a fault, which is not to be hidden.
                await _polling;
            }

            await waiting;
            BatteryReading? latest = null;
            while (_updates.Reader.TryRead(out BatteryUpdate? next))
            {
                latest = Take(next) ?? latest;
            }

            if (latest is not null)
            {
                return latest;
            }
        }
    }

    /// <summary>Ends the polling and releases the link.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_polling is { } polling)
        {
            await polling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        _stop.Dispose();
    }

    /// <summary>A round tells more than once when some of its answers are late; the first time counts, the rest is in the next.</summary>
    private BatteryReading? Take(BatteryUpdate update)
    {
        MonotonicTime? measured = update.Snapshot.Voltage?.At;
        bool isNews = update.Status.IsLive ? measured != _given : update.Status.Problem is not null;
        if (!isNews)
        {
            return null;
        }

        bool isComplete = !update.Status.IsLive || _given is not null;
        _given = update.Status.IsLive ? measured : _given;
        MonotonicTime now = _clock.Now;
        return new BatteryReading
        {
            Address = Address,
            Name = _name ?? _connector.Name,
            BmsType = update.Status.BmsType,
            Origin = Origin,
            Rssi = Rssi,
            Age = measured?.AgeAt(now),
            Link = LinkStates.At(update.Status, update.Snapshot, DriverOptions.DefaultTiming, now),
            Problem = update.Status.Problem,
            ProblemKind = update.Status.Problem is null ? default : new(_connector.LastFailure, update.Verdict),
            NeedsOwner = update.Status.NeedsOwner,
            IsComplete = isComplete,
            Exchange = update.LastExchange,
            Values = FreshSnapshot.Of(update.Snapshot, now, BatteryReading.Deadline),
        };
    }
}
