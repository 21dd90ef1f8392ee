using BtBattery.DBus;

namespace BtBattery.Driver.Control;

/// <summary>Follows a borrower, so that what it has comes back when it leaves the bus, whether it said so or not.</summary>
/// <param name="borrower">Its unique name.</param>
/// <param name="gone">Called once it has left.</param>
internal sealed class BorrowerWatch(string borrower, Action gone)
{
    private readonly Lock _lock = new();
    private Task<IAsyncDisposable>? _watch;
    private volatile bool _isGone;

    /// <summary>True once it has left; its name is never given to anybody else.</summary>
    public bool IsGone => _isGone;

    /// <summary>Begins to follow, if that was not begun before.</summary>
    /// <exception cref="DBusException">The bus does not let us.</exception>
    public async Task StartAsync(DBusConnection connection)
    {
        Task<IAsyncDisposable> watch;
        lock (_lock)
        {
            watch = _watch ??= connection.WatchNameOwnerAsync(borrower, Follow);
        }

        IAsyncDisposable subscription = await watch;
        if (_isGone)
        {
            await subscription.DisposeAsync();
        }
    }

    private void Follow(string? owner)
    {
        if (owner is not null)
        {
            return;
        }

        _isGone = true;
        gone();
        if (_watch is { IsCompletedSuccessfully: true } watch)
        {
            _ = watch.Result.DisposeAsync().AsTask();
        }
    }
}
