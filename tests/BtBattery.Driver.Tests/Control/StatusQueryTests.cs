using BtBattery.Aggregation.Model;
using BtBattery.DBus;
using BtBattery.Driver.Control;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Run;
using BtBattery.Driver.Tests.Fakes;
using BtBattery.Driver.Tests.Tools;
using BtBattery.Driver.Tools;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.Driver.Tests.Control;

/// <summary>Somebody asks over a real bus whether a driver is there and works.</summary>
public sealed class StatusQueryTests : IAsyncLifetime, IMethodHandler
{
    private const string Service = "com.victronenergy.battery.btbattery_a4c138000001";

    private readonly MonotonicClock _clock = new(TimeProvider.System);
    private DriversOnBus _drivers = null!;

    public async Task InitializeAsync() => _drivers = await DriversOnBus.StartAsync();

    public async Task DisposeAsync() => await _drivers.DisposeAsync();

    [Fact]
    public async Task A_driver_says_who_it_is_and_where_its_links_stand()
    {
        var control = new DriverControl(_clock) { Version = "1.2.3", Service = Service };
        var battery = new ServedBattery(Samples.Address("A4:C1:38:00:00:01"), new LinkLease(_clock), new NotingConnector(new FakeBattery(_clock)), () => "Port");
        battery.Take(new BatteryUpdate(BatterySnapshot.Empty, BatteryStatus.Starting with { Problem = "out of range" }));
        control.Add(battery);
        await ServeAsync(control);
        (DriverStatus? status, string? problem) = await AskAsync(Service);
        Assert.Null(problem);
        Assert.Equal(("1.2.3", Environment.ProcessId, Service), (status!.Version, status.ProcessId, status.Service));
        Assert.Equal(new BatteryLinkStatus("A4:C1:38:00:00:01", "Port", null, "never_seen", null, "out of range"), Assert.Single(status.Batteries));
    }

    [Fact]
    public async Task Without_a_name_any_driver_will_do()
    {
        Assert.Equal((null, "No driver is running."), await AskAsync(null));
        await ServeAsync(new DriverControl(_clock) { Version = "1.2.3", Service = Service });
        Assert.Equal(Service, (await AskAsync(null)).Status?.Service);
    }

    [Fact]
    public async Task A_driver_that_is_not_there_is_waited_for()
    {
        Assert.Equal((null, $"{Service} is not on the bus: the driver does not run."), await AskAsync(Service));
        Task<(DriverStatus? Status, string? Problem)> waiting = new StatusQuery(_drivers.Address, TimeProvider.System).AskAsync(Service, ChildProcess.Patience, CancellationToken.None);
        await ServeAsync(new DriverControl(_clock) { Version = "1.2.3", Service = Service });
        Assert.Equal("1.2.3", (await waiting).Status?.Version);
    }

    [Fact]
    public async Task A_driver_of_an_older_version_does_not_answer()
    {
        await ServeAsync(null);
        Assert.Equal((null, $"{Service} cannot be asked: it is of an older version."), await AskAsync(Service));
    }

    [Fact]
    public async Task Without_a_bus_that_is_said() => Assert.StartsWith(
        "There is no D-Bus, or it cannot be used:",
        (await new StatusQuery("unix:path=/nowhere/bus", TimeProvider.System).AskAsync(null, TimeSpan.Zero, CancellationToken.None)).Problem,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"version\":\"1.2.3\"}")]
    public void What_is_no_status_is_no_status(string text) => Assert.Throws<FormatException>(() => DriverStatusJson.Read(text));

    ValueTask IMethodHandler.HandleAsync(MethodContext context)
    {
        context.ReplyError(DBusErrorNames.UnknownMethod, "There is no such method.");
        return ValueTask.CompletedTask;
    }

    private Task<(DriverStatus? Status, string? Problem)> AskAsync(string? service) =>
        new StatusQuery(_drivers.Address, TimeProvider.System).AskAsync(service, TimeSpan.Zero, CancellationToken.None);

    private Task ServeAsync(DriverControl? control) => _drivers.ServeAsync(Service, control, this);
}
