using BtBattery.Aggregation.Model;
using BtBattery.Driver.Flights;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Run;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Publish;

/// <summary>
/// Keeps the service on the bus: claims the name, publishes the changes of each turn, and comes back by itself with the
/// same name and the present values when the bus was lost.
/// </summary>
public sealed class Publisher(
    string serviceName,
    ItemTree tree,
    Func<CancellationToken, Task<IBus>> open,
    Func<string, ItemValue, CancellationToken, Task<bool>> write,
    MonotonicClock clock,
    Func<double> chance,
    ILogger<Publisher> logger,
    params IReadOnlyList<FlightRecorder> recorders)
{
    private readonly Outbox _outbox = new(tree);
    private TaskCompletionSource<string?>? _leaving;
    private Func<CancellationToken, Task>? _change;
    private IBus? _bus;
    private BankTurn? _lastTurn;

    /// <summary>What of a turn the service shows.</summary>
    /// <value>All of it.</value>
    public Func<BankTurn, BankTurn> Part { get; init; } = turn => turn;

    /// <summary>Opens the bus and claims the name once.</summary>
    /// <exception cref="BusException">No bus, or the name is taken.</exception>
    public async Task<IBus> StartAsync(CancellationToken cancellationToken)
    {
        IBus bus = await open(cancellationToken);
        try
        {
            lock (tree.Sync)
            {
                _outbox.Begin();
            }

            await bus.ClaimAsync(serviceName, tree, EnsureFresh, write, cancellationToken);
            lock (tree.Sync)
            {
                // What changed while the name was being claimed: a client may have read the older value already.
                _bus = bus;
                EnsureFresh();
                Send(clock.Now);
            }

            return bus;
        }
        catch
        {
            await bus.DisposeAsync();
            throw;
        }
    }

    /// <summary>Leaves the bus, changes something that clients read only once, and comes back under the same name. Any thread may call.</summary>
    /// <param name="change">What is done while the service is not on the bus.</param>
    public void ComeBackWith(Func<CancellationToken, Task> change)
    {
        lock (tree.Sync)
        {
            _change = change;
            _leaving?.TrySetResult(null);
        }
    }

    /// <summary>Brings the service onto the bus as soon as that can be done, and keeps it there; until cancelled. What is in the way is told, and it is tried again.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        IBus bus = await RestartAsync("Not on the bus yet", isLost: false, cancellationToken);
        logger.LogInformation("On the bus as {Name}.", serviceName);
        await KeepAsync(bus, cancellationToken);
    }

    /// <summary>Watches a bus that was started, and starts a new one whenever it is lost; until cancelled.</summary>
    public async Task KeepAsync(IBus bus, CancellationToken cancellationToken)
    {
        while (true)
        {
            string? lost = null;
            try
            {
                lost = await LeavingAsync(bus).WaitAsync(cancellationToken);
                if (lost is not null)
                {
                    logger.LogWarning("The bus was lost ({Reason}). Trying to come back.", lost);
                }
            }
            finally
            {
                lock (tree.Sync)
                {
                    _bus = null;
                }

                await bus.DisposeAsync();
            }

            bus = await RestartAsync("Still not back on the bus", lost is not null, cancellationToken);
            logger.LogInformation("Back on the bus as {Name}.", serviceName);
        }
    }

    /// <summary>Takes a turn: updates the values, and sends what of the changes is due, in one signal.</summary>
    public void Publish(BankTurn turn) => Publish(turn, isLate: false);

    /// <summary>Sends what has waited long enough.</summary>
    public void Send()
    {
        lock (tree.Sync)
        {
            Send(clock.Now);
        }
    }

    /// <summary>Time until <see cref="Send()"/> has something to do; null if nothing waits.</summary>
    public TimeSpan? NextSendIn(MonotonicTime now)
    {
        lock (tree.Sync)
        {
            return _bus is null ? null : _outbox.NextAt - now;
        }
    }

    private void Publish(BankTurn turn, bool isLate)
    {
        lock (tree.Sync)
        {
            _lastTurn = turn;
            IReadOnlyList<Item> changed = tree.Update(Part(turn));
            for (int i = 0; i < recorders.Count; i++)
            {
                recorders[i].Published(turn.Now, isLate, changed, battery: i + 1);
            }

            _outbox.Take(changed, turn.Now);
            if (!isLate && turn.ValidUntil < clock.Now)
            {
                // The process stood still since this turn began: what got too old meanwhile is not sent first.
                EnsureFresh();
            }
            else
            {
                Send(turn.Now);
            }
        }
    }

    private void Send(MonotonicTime now)
    {
        if (_bus is { } bus)
        {
            bus.Publish(_outbox.Collect(now));
        }
    }

    /// <summary>
    /// Called before a client is answered: when the loop is late, because the process stood still or for a worse reason, what
    /// is too old turns invalid here. The caller holds the tree's lock.
    /// </summary>
    private void EnsureFresh()
    {
        MonotonicTime now = clock.Now;
        if (_lastTurn is { ValidUntil: { } validUntil } late && validUntil < now)
        {
            Publish(late.At(now), isLate: true);
        }
    }

    /// <summary>Waits until there is a reason to leave a bus: why it is lost, or null if somebody wants to change something.</summary>
    private async Task<string?> LeavingAsync(IBus bus)
    {
        var leaving = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (tree.Sync)
        {
            _leaving = leaving;
            if (_change is not null)
            {
                leaving.TrySetResult(null);
            }
        }

        _ = NoteLossAsync(bus, leaving);
        return await leaving.Task;
    }

    private static async Task NoteLossAsync(IBus bus, TaskCompletionSource<string?> leaving) => leaving.TrySetResult(await bus.Lost);

    private async Task ChangeAsync(CancellationToken cancellationToken)
    {
        Func<CancellationToken, Task>? change;
        lock (tree.Sync)
        {
            (change, _change) = (_change, null);
        }

        await (change?.Invoke(cancellationToken) ?? Task.CompletedTask);
    }

    private async Task<IBus> RestartAsync(string trouble, bool isLost, CancellationToken cancellationToken)
    {
        string? told = null;
        for (int failures = isLost ? 1 : 0; ; failures++)
        {
            if (failures > 0)
            {
                await Task.Delay(Backoff.After(failures, chance()), clock.TimeProvider, cancellationToken);
            }

            await ChangeAsync(cancellationToken);
            try
            {
                return await StartAsync(cancellationToken);
            }
            catch (BusException exception)
            {
                if (told != exception.Message)
                {
                    told = exception.Message;
                    logger.LogWarning("{Trouble}: {Reason}", trouble, exception.Message);
                }
            }
        }
    }
}
