using BtBattery.DBus;
using BtBattery.Driver.Control;
using BtBattery.Driver.Publish;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.Driver.Tests.Control;

/// <summary>Drivers on a bus of its own, as tools find them.</summary>
internal sealed class DriversOnBus : IAsyncDisposable
{
    private readonly PrivateBus _bus;
    private readonly List<DBusConnection> _services = [];

    private DriversOnBus(PrivateBus bus) => _bus = bus;

    /// <summary>The bus.</summary>
    public string Address => _bus.Address;

    /// <summary>The connections of the drivers, in the order in which they came.</summary>
    public IReadOnlyList<DBusConnection> Services => _services;

    public static async Task<DriversOnBus> StartAsync() => new(await PrivateBus.StartAsync());

    /// <summary>Another one comes.</summary>
    /// <param name="name">The name of its service.</param>
    /// <param name="control">What it can be asked; null for a version that cannot be.</param>
    /// <param name="items">Answers everything else.</param>
    public async Task ServeAsync(string name, DriverControl? control, IMethodHandler items)
    {
        DBusConnection connection = await DBusConnection.ConnectAsync(_bus.Address);
        _services.Add(connection);
        if (control is not null)
        {
            ControlHandler.Export(connection, control, items, new ItemTree([]));
        }
        else
        {
            connection.Export(ControlNames.Path, items);
        }

        await connection.RequestNameAsync(name, RequestNameFlags.DoNotQueue);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (DBusConnection service in _services)
        {
            await service.DisposeAsync();
        }

        await _bus.DisposeAsync();
    }
}
