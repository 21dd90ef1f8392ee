using BtBattery.Aggregation.Charging.RightBanks;
using BtBattery.DBus;
using BtBattery.Driver.Surroundings;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.Driver.Tests.Surroundings;

/// <summary>What is learned of other devices over a real bus, also when it breaks.</summary>
public sealed class BusVoltageSourceTests : IAsyncLifetime
{
    private readonly List<DBusConnection> _devices = [];
    private PrivateBus _bus = null!;
    private BusVoltageSource _source = null!;

    public async Task InitializeAsync()
    {
        _bus = await PrivateBus.StartAsync();
        _source = Open();
    }

    public async Task DisposeAsync()
    {
        await _source.DisposeAsync();
        foreach (DBusConnection device in _devices)
        {
            await device.DisposeAsync();
        }

        await _bus.DisposeAsync();
    }

    [Fact]
    public async Task Converters_and_meters_are_asked_and_others_are_not()
    {
        await StartAsync("com.victronenergy.vebus.ttyS4", new() { ["/Dc/0/Voltage"] = 26.4, ["/ProductName"] = "MultiPlus" });
        await StartAsync("com.victronenergy.solarcharger.ttyO1", new() { ["/ProductName"] = "MPPT" });
        await StartAsync("com.victronenergy.battery.ttyO2", new() { ["/Dc/0/Voltage"] = 26.3 });
        await StartAsync("com.victronenergy.battery.btbattery_a4c138000001", new() { ["/Dc/0/Voltage"] = 13.2 });
        await StartAsync("com.victronenergy.grid.ttyUSB0", new() { ["/Dc/0/Voltage"] = 230.0 });

        DeviceVoltages seen = (await ReadAsync())!;
        Assert.Equal(
            [
                new DeviceVoltage("com.victronenergy.solarcharger.ttyO1", null, IsConverter: true),
                new("MultiPlus", 26.4, IsConverter: true),
                new("com.victronenergy.battery.ttyO2", 26.3, IsConverter: false),
            ],
            seen.Devices);
        Assert.False(seen.AreExpected);
    }

    [Fact]
    public async Task Where_Victrons_system_runs_devices_may_still_come_up()
    {
        await StartAsync("com.victronenergy.settings", []);
        DeviceVoltages seen = (await ReadAsync())!;
        Assert.Empty(seen.Devices);
        Assert.True(seen.AreExpected);
    }

    [Fact]
    public async Task A_device_that_comes_up_is_told_and_another_service_is_not()
    {
        var changes = new SemaphoreSlim(0);
        _source.Changed += () => changes.Release();
        await ReadAsync();
        await StartAsync("com.victronenergy.grid.ttyUSB0", []);
        await StartAsync("com.victronenergy.battery.btbattery_a4c138000001", []);
        await StartAsync("com.victronenergy.inverter.ttyO3", []);
        Assert.True(await changes.WaitAsync(ChildProcess.Patience));

        // All signals before this answer have arrived, in their order.
        await ReadAsync();
        Assert.Equal(0, changes.CurrentCount);
    }

    [Fact]
    public async Task A_lost_bus_is_unknown_until_it_is_back()
    {
        Assert.NotNull(await ReadAsync());
        await _bus.StopDaemonAsync();
        Assert.Null(await ReadAsync());
        await _bus.StartDaemonAsync();
        Assert.NotNull(await ReadAsync());

        var changes = new SemaphoreSlim(0);
        _source.Changed += () => changes.Release();
        await StartAsync("com.victronenergy.inverter.ttyO3", []);
        Assert.True(await changes.WaitAsync(ChildProcess.Patience));
    }

    private BusVoltageSource Open() => new(_bus.Address, TimeProvider.System);

    private Task<DeviceVoltages?> ReadAsync() => _source.ReadAsync(CancellationToken.None).WaitAsync(ChildProcess.Patience, TimeProvider.System);

    private async Task StartAsync(string name, Dictionary<string, object> values)
    {
        DBusConnection connection = await DBusConnection.ConnectAsync(_bus.Address);
        _devices.Add(connection);
        connection.Export("/", new Values(values), handlesChildPaths: true);
        await connection.RequestNameAsync(name, RequestNameFlags.DoNotQueue);
    }

    private sealed class Values(Dictionary<string, object> values) : IMethodHandler
    {
        public ValueTask HandleAsync(MethodContext context)
        {
            if (!values.TryGetValue(context.Request.Path!, out object? value))
            {
                context.ReplyError(DBusErrorNames.UnknownObject, "There is no such path.");
                return ValueTask.CompletedTask;
            }

            MessageWriter reply = context.CreateReply("v");
            if (value is double number)
            {
                reply.WriteVariantDouble(number);
            }
            else
            {
                reply.WriteVariantString((string)value);
            }

            context.Reply(ref reply);
            return ValueTask.CompletedTask;
        }
    }
}
