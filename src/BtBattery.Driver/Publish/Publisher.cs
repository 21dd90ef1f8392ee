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
    // What changed while the name was being claimed: a client may have read the older value already.
    private readonly HashSet<Item> _unsent = [];
    private IBus? _bus;
    private BankTurn? _lastTurn;

    /// <summary>Opens the bus and claims the name once.</summary>
    /// <exception cref="BusException">No bus, or the name is taken.</exception>
    public async Task<IBus> StartAsync(CancellationToken cancellationToken)
    {
        IBus bus = await open(cancellationToken);
        try
        {
            lock (tree.Sync)
            {
                _unsent.Clear();
            }

            await bus.ClaimAsync(serviceName, tree, EnsureFresh, write, cancellationToken);
            lock (tree.Sync)
            {
                _bus = bus;
                bus.Publish(_unsent);
                _unsent.Clear();
            }

            return bus;
        }
        catch
        {
            await bus.DisposeAsync();
            throw;
        }
    }

    /// <summary>Watches a bus that was started, and starts a new one whenever it is lost; until cancelled.</summary>
    public async Task KeepAsync(IBus bus, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                string reason = await bus.Lost.WaitAsync(cancellationToken);
                logger.LogWarning("The bus was lost ({Reason}). Trying to come back.", reason);
            }
            finally
            {
                lock (tree.Sync)
                {
                    _bus = null;
                }

                await bus.DisposeAsync();
            }

            bus = await RestartAsync(cancellationToken);
            logger.LogInformation("Back on the bus as {Name}.", serviceName);
        }
    }

    /// <summary>Takes a turn: updates the values and sends what changed, in one signal.</summary>
    public void Publish(BankTurn turn) => Publish(turn, isLate: false);

    private void Publish(BankTurn turn, bool isLate)
    {
        lock (tree.Sync)
        {
            _lastTurn = turn;
            IReadOnlyList<Item> changed = tree.Update(turn);
            for (int i = 0; i < recorders.Count; i++)
            {
                recorders[i].Published(turn.Now, isLate, changed, battery: i + 1);
            }

            if (_bus is IBus bus)
            {
                bus.Publish(changed);
            }
            else
            {
                _unsent.UnionWith(changed);
            }
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

    private async Task<IBus> RestartAsync(CancellationToken cancellationToken)
    {
        string? told = null;
        for (int failures = 1; ; failures++)
        {
            await Task.Delay(Backoff.After(failures, chance()), clock.TimeProvider, cancellationToken);
            try
            {
                return await StartAsync(cancellationToken);
            }
            catch (BusException exception)
            {
                if (told != exception.Message)
                {
                    told = exception.Message;
                    logger.LogWarning("Still not back on the bus: {Reason}", exception.Message);
                }
            }
        }
    }
}
