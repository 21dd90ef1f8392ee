using BtBattery.Aggregation.Model;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Settings;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Run;

/// <summary>
/// Services while they are on the bus: that of a bank, and where the owner wants them those of its batteries. Each has a connection and a number of its own. The
/// bank's must be there; one of a battery that cannot be is told and tried again, and nothing else waits for it.
/// </summary>
internal sealed class PublishedServices : IDisposable
{
    /// <summary>That a service of a battery fails is told again so often.</summary>
    private static readonly TimeSpan s_tellAgain = TimeSpan.FromHours(1);

    private readonly InstanceWatch[] _instances;

    private PublishedServices(InstanceWatch[] instances) => _instances = instances;

    /// <summary>One task for each, which ends when it has left the bus; by itself only by a bug, and only that of the bank.</summary>
    public required IReadOnlyList<Task> Keeping { get; init; }

    /// <summary>Brings the service of a bank onto the bus, begins to bring those of its batteries there, and keeps them there.</summary>
    /// <param name="services">That of the bank, and then those of its batteries.</param>
    /// <param name="clock">The time.</param>
    /// <param name="chance">Jitter of pauses: a number from 0 up to 1.</param>
    /// <param name="logger">Told when a number changes, and when the service of a battery fails.</param>
    /// <param name="stop">Takes them from the bus.</param>
    /// <param name="cancellationToken">Gives up before that of the bank is there.</param>
    /// <exception cref="BusException">No bus, or the name of the bank is taken; none of them is on the bus then.</exception>
    public static async Task<PublishedServices> StartAsync(
        IReadOnlyList<PublishedService> services, MonotonicClock clock, Func<double> chance, ILogger logger, CancellationToken stop, CancellationToken cancellationToken)
    {
        IBus bus = await services[0].Publisher.StartAsync(cancellationToken);
        InstanceWatch[] instances = [.. services.Select(service => new InstanceWatch(service, logger))];
        instances[0].Follow();
        return new(instances)
        {
            Keeping =
            [
                services[0].Publisher.KeepAsync(bus, stop),
                .. services.Zip(instances).Skip(1).Select((member, index) => KeepMemberAsync(index + 1, member.First.Publisher, member.Second, clock, chance, logger, stop)),
            ],
        };
    }

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(_instances, instance => instance.Dispose());

    private static async Task KeepMemberAsync(
        int battery, Publisher publisher, InstanceWatch instance, MonotonicClock clock, Func<double> chance, ILogger logger, CancellationToken stop)
    {
        MonotonicTime? toldAt = null;
        for (int failures = 1; ; failures++)
        {
            try
            {
                if (await instance.TakeFirstAsync(stop))
                {
                    instance.Follow();
                    await publisher.KeepAsync(stop);
                }
            }
            catch (Exception exception) when (!stop.IsCancellationRequested)
            {
                if (toldAt is not { } told || told.AgeAt(clock.Now) >= s_tellAgain)
                {
                    toldAt = clock.Now;
                    logger.LogError(exception, "The service of battery {Battery} left the bus by a fault. It is tried again; the bank is served without it.", battery);
                }
            }

            await Task.Delay(Backoff.After(failures, chance()), clock.TimeProvider, stop);
        }
    }
}
