using BtBattery.Driver.Publish;
using BtBattery.Driver.Settings;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Run;

/// <summary>Services while they are on the bus: that of a bank, and where the owner wants them those of its batteries. Each has a connection and a number of its own.</summary>
internal sealed class PublishedServices : IDisposable
{
    private readonly List<InstanceWatch> _instances = [];

    /// <summary>One task for each, which ends when it has left the bus; by itself only by a bug.</summary>
    public required IReadOnlyList<Task> Keeping { get; init; }

    /// <summary>Brings services onto the bus, one after the other, and keeps them there.</summary>
    /// <param name="services">Each with what publishes it, where its number is kept (null for nowhere), and what takes another number.</param>
    /// <param name="logger">Told when a number changes.</param>
    /// <param name="stop">Takes them from the bus.</param>
    /// <param name="cancellationToken">Gives up before all of them are there.</param>
    /// <exception cref="BusException">No bus, or a name is taken; none of them is on the bus then.</exception>
    public static async Task<PublishedServices> StartAsync(
        IReadOnlyList<(Publisher Publisher, IDeviceSettings? Settings, Func<int, CancellationToken, Task<bool>> TakeInstance)> services,
        ILogger logger,
        CancellationToken stop,
        CancellationToken cancellationToken)
    {
        var buses = new List<IBus>(services.Count);
        try
        {
            foreach ((Publisher publisher, _, _) in services)
            {
                buses.Add(await publisher.StartAsync(cancellationToken));
            }
        }
        catch
        {
            foreach (IBus bus in buses)
            {
                await bus.DisposeAsync();
            }

            throw;
        }

        var published = new PublishedServices { Keeping = [.. services.Zip(buses, (service, bus) => service.Publisher.KeepAsync(bus, stop))] };
        foreach ((Publisher publisher, IDeviceSettings? settings, Func<int, CancellationToken, Task<bool>> takeInstance) in services)
        {
            if (settings is { Instance: not null })
            {
                published._instances.Add(new InstanceWatch(settings, publisher, takeInstance, logger));
            }
        }

        return published;
    }

    /// <inheritdoc/>
    public void Dispose() => _instances.ForEach(instance => instance.Dispose());
}
