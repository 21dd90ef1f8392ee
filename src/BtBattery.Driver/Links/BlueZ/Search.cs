using BtBattery.DBus;
using BtBattery.Driver.Options;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Links.BlueZ;

/// <summary>
/// Looks for batteries that BlueZ does not know, for all of them at once, with a discovery of ours on one adapter. It takes its turn like an attempt to
/// connect, and is brief while somebody waits for it: several batteries that are away hold up the others no more than one does.
/// </summary>
internal sealed class Search(BlueZSession session, string adapterPath, Turns turns, TimeProvider timeProvider, ILogger logger)
{
    /// <summary>A scan at least this long hears everybody who advertises (<see cref="BlueZScanner.FullTime"/>).</summary>
    private static readonly TimeSpan s_fullTime = BlueZScanner.FullTime;

    /// <summary>Nobody is held up longer than this by one look. Batteries advertise every second or more often.</summary>
    private static readonly TimeSpan s_brief = TimeSpan.FromSeconds(4);

    /// <summary>What BlueZ is given to tell of somebody else's scan. Chosen: it tells of what it hears at once, or never.</summary>
    private static readonly TimeSpan s_deaf = TimeSpan.FromSeconds(1);

    /// <summary>Timers may be early by this.</summary>
    private static readonly TimeSpan s_tolerance = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly List<Wish> _wishes = [];
    private bool _isRunning;
    private TimeSpan _listened;
    private long? _listeningSince;

    private TimeSpan Listened => _listened + (_listeningSince is long since ? timeProvider.GetElapsedTime(since) : TimeSpan.Zero);

    /// <summary>Waits until the battery is known to BlueZ, or was not heard in a full time of listening.</summary>
    /// <exception cref="LinkException">The adapter is gone, off, or does not scan.</exception>
    /// <exception cref="DBusException">There is no bus any more.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, or the session ended.</exception>
    public async Task<SearchResult> FindAsync(BatteryAddress address, CancellationToken cancellationToken)
    {
        Wish wish;
        bool isFirst;
        lock (_lock)
        {
            wish = new Wish(BlueZNames.DevicePath(adapterPath, address), Listened + s_fullTime);
            _wishes.Add(wish);
            (isFirst, _isRunning) = (!_isRunning, true);
        }

        if (isFirst)
        {
            _ = RunAsync();
        }

        using CancellationTokenRegistration givingUp = cancellationToken.UnsafeRegister(
            (_, token) =>
            {
                wish.Result.TrySetCanceled(token);
                session.Objects.Wake();
            },
            null);
        return await wish.Result.Task;
    }

    /// <summary>Takes one turn after the other until nobody looks for anything any more; every fault is told to those who do.</summary>
    private async Task RunAsync()
    {
        try
        {
            while (HasWishes())
            {
                await turns.TakeAsync(session.Ended);
                try
                {
                    await LookAsync();
                }
                finally
                {
                    turns.Pass();
                }
            }
        }
        catch (Exception exception) when (exception is LinkException or DBusException or OperationCanceledException)
        {
            End(wish => exception is OperationCanceledException ? wish.Result.TrySetCanceled(session.Ended) : wish.Result.TrySetException(exception));
        }
    }

    private async Task LookAsync()
    {
        Adapters.Require(session.Objects, adapterPath);

        // One of its own, so that a start which is never answered is nothing that stays.
        await using DBusConnection own = await session.Alone.ConnectAsync(session.Ended);
        await using var discovery = new Discovery(session, own, adapterPath, logger);
        bool isOurs = await StartAsync(discovery);
        if (!isOurs && !session.Objects.IsTrue(adapterPath, BlueZNames.Adapter, "Discovering") && session.OffersConnectDevice)
        {
            // Somebody scans behind BlueZ's back, and what that one hears may never come here; there is a better way than waiting for it.
            await ListenAsync(s_deaf);
            Answer(wish => wish.Result.TrySetResult(new SearchResult(null, WasDeaf: true)));
            return;
        }

        if (!await ListenAsync(s_brief))
        {
            await ListenAsync(null);
        }
    }

    private async Task<bool> StartAsync(Discovery discovery)
    {
        try
        {
            return await discovery.StartAsync(session.Ended);
        }
        catch (DBusException exception) when (exception is DBusTimeoutException or DBusErrorException { ErrorName: not DBusErrorNames.LimitsExceeded }
            && !session.Ended.IsCancellationRequested)
        {
            // One that has gone just now refuses with words that say nothing of it.
            Adapters.Require(session.Objects, adapterPath);
            throw new LinkException(
                LinkProblem.AdapterFails,
                $"The Bluetooth adapter {Adapters.Identify(session.Objects, adapterPath).Name} does not scan: {exception.Message.ReplaceLineEndings(" ").Trim()}",
                exception);
        }
    }

    /// <param name="atLeast">How long in any case; null for as long as there is something to listen for and nobody else wants the radio.</param>
    /// <returns>True if there is no use in listening any longer.</returns>
    private async Task<bool> ListenAsync(TimeSpan? atLeast)
    {
        TimeSpan left = Begin();
        void Wake() => session.Objects.Wake();
        turns.Wanted += Wake;
        try
        {
            return await session.Objects.WaitForAsync(
                () => TakeFound() || (atLeast is null && turns.IsWanted) || !Adapters.IsOn(session.Objects, adapterPath) ? "enough" : null,
                atLeast is TimeSpan least && least < left ? least : left,
                session.Ended) is not null;
        }
        finally
        {
            turns.Wanted -= Wake;
            Pause();
        }
    }

    /// <summary>Listening begins.</summary>
    /// <returns>How long the one who has listened least has to listen still.</returns>
    private TimeSpan Begin()
    {
        lock (_lock)
        {
            _listeningSince = timeProvider.GetTimestamp();
            TimeSpan left = _wishes.Count > 0 ? _wishes.Max(wish => wish.Until) - _listened : TimeSpan.Zero;
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Listening ends; those who have listened long enough learn that they heard nothing.</summary>
    private void Pause()
    {
        lock (_lock)
        {
            _listened = Listened;
            _listeningSince = null;
        }

        Answer(wish => wish.Until <= _listened + s_tolerance && wish.Result.TrySetResult(new SearchResult(null, WasDeaf: false)));
    }

    /// <summary>Tells those whose battery is known now; true if somebody was told, who wants to connect then, or nobody is left.</summary>
    private bool TakeFound()
    {
        int before = _wishes.Count;
        return Answer(wish => session.Objects.Has(wish.Device, BlueZNames.Device) && wish.Result.TrySetResult(new SearchResult(wish.Device, WasDeaf: false)))
            < before || before == 0;
    }

    /// <summary>Does something about every wish, and drops those that are fulfilled or given up.</summary>
    /// <returns>How many are left.</returns>
    private int Answer(Func<Wish, bool> answer)
    {
        lock (_lock)
        {
            _wishes.RemoveAll(wish => answer(wish) || wish.Result.Task.IsCompleted);
            return _wishes.Count;
        }
    }

    private bool HasWishes()
    {
        lock (_lock)
        {
            _wishes.RemoveAll(wish => wish.Result.Task.IsCompleted);
            return _isRunning = _wishes.Count > 0;
        }
    }

    private void End(Func<Wish, bool> answer)
    {
        lock (_lock)
        {
            _wishes.RemoveAll(wish => answer(wish) || true);
            _isRunning = false;
        }
    }

    /// <param name="Device">Where its object would be.</param>
    /// <param name="Until">When enough was listened for it, on the clock of <see cref="Listened"/>.</param>
    private sealed record Wish(string Device, TimeSpan Until)
    {
        public TaskCompletionSource<SearchResult> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
