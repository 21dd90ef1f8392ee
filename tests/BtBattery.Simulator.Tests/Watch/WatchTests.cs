using System.Text.Json;
using System.Threading.Channels;
using BtBattery.DBus;
using BtBattery.Simulator.Tests.Support;
using BtBattery.Simulator.Watch;

namespace BtBattery.Simulator.Tests.Watch;

public sealed class WatchTests
{
    private const string Name = "com.victronenergy.battery.btbattery_a4c138000001";

    [Fact]
    public async Task A_service_is_read_followed_and_forgotten()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using Watched watched = await Watched.StartAsync(bus);
        FakeService service = await FakeService.StartAsync(bus.Address, Name, FakeService.Battery());

        await watched.UntilAsync(services => services.Any(each => Completeness.Missing(each) is null));
        await service.ChangeAsync(("/Soc", 75.5), ("/Dc/0/Voltage", FakeService.Invalid));
        await watched.UntilAsync(services => services.Single().Number("/Soc") == 75.5);
        Assert.Equal("a voltage", watched.Look(services => Completeness.Missing(services.Single())));
        Assert.Null(watched.Look(services => services.Single().Number("/Dc/0/Voltage")));

        await service.DisposeAsync();
        await watched.UntilAsync(services => services.Count == 0);
    }

    [Fact]
    public async Task The_watcher_finds_services_that_were_there_before_it()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using FakeService service = await FakeService.StartAsync(bus.Address, Name, FakeService.Battery());
        await using Watched watched = await Watched.StartAsync(bus);

        await watched.UntilAsync(services => services.Any(each => each.IsKnown));
    }

    [Theory]
    [InlineData("/Connected", 0, "/Connected = 1")]
    [InlineData("/Voltages/Cell3", null, "some of its cell voltages")]
    [InlineData("/Dc/0/Voltage", null, "a voltage")]
    [InlineData("/Dc/0/Current", null, "a current")]
    [InlineData("/Soc", null, "a state of charge")]
    [InlineData("/System/NrOfCellsPerBattery", null, "the number of cells in series")]
    [InlineData("/Batteries/1/Dc/0/Voltage", null, "the voltage of /Batteries/1")]
    [InlineData("/Batteries/1/Dc/0/Voltage", 13, "the number of cells of /Batteries/1")]
    public async Task What_is_missing_is_named(string path, int? value, string expected)
    {
        Dictionary<string, Variant> values = FakeService.Battery();
        values[path] = value is { } number ? number : FakeService.Invalid;
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using FakeService service = await FakeService.StartAsync(bus.Address, Name, values);
        await using Watched watched = await Watched.StartAsync(bus);

        await watched.UntilAsync(services => services.Any(each => each.IsKnown));

        Assert.Equal(expected, watched.Look(services => Completeness.Missing(services.Single())));
    }

    [Fact]
    public async Task JSON_has_numbers_texts_and_null_in_sorted_order()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using FakeService service = await FakeService.StartAsync(bus.Address, Name, FakeService.Battery());
        await using Watched watched = await Watched.StartAsync(bus);
        await watched.UntilAsync(services => services.Any(each => each.IsKnown));

        using JsonDocument json = JsonDocument.Parse(watched.Look(ValueJson.Write));

        JsonElement battery = json.RootElement.GetProperty(Name);
        Assert.Equal(13.26, battery.GetProperty("/Dc/0/Voltage").GetDouble());
        Assert.Equal("1", battery.GetProperty("/Connected").GetRawText());
        Assert.Equal(JsonValueKind.Null, battery.GetProperty("/Dc/0/Power").ValueKind);
        Assert.Equal("BtBattery", battery.GetProperty("/ProductName").GetString());
        List<string> paths = [.. battery.EnumerateObject().Select(property => property.Name)];
        Assert.Equal(paths.Order(StringComparer.Ordinal), paths);
    }

    [Fact]
    public async Task The_table_shows_the_battery_with_its_lowest_and_highest_cell_marked()
    {
        Dictionary<string, Variant> values = FakeService.Battery();
        values["/Alarms/LowVoltage"] = 2;
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using FakeService service = await FakeService.StartAsync(bus.Address, Name, values);
        await using Watched watched = await Watched.StartAsync(bus);
        await watched.UntilAsync(services => services.Any(each => each.IsKnown));

        string table = watched.Look(services => BatteryView.Table(services, _ => TimeSpan.FromSeconds(3)));

        Assert.Contains("BtBattery  (" + Name, table, StringComparison.Ordinal);
        Assert.Contains("13.26V  -8.40A  ---  76.0%", table, StringComparison.Ordinal);
        Assert.Contains("1: 3.318     2: 3.320▲    3: 3.305▼    4: 3.317", table, StringComparison.Ordinal);
        Assert.Contains("LowVoltage ALARM", table, StringComparison.Ordinal);
        Assert.Contains("changed 3 s ago", table, StringComparison.Ordinal);
        Assert.Contains("13.26V", watched.Look(services => BatteryView.Line(services.Single())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cells_of_a_bank_stand_battery_after_battery_and_in_wiring_order()
    {
        Dictionary<string, Variant> values = FakeService.Battery();
        foreach (string path in values.Keys.Where(path => path.StartsWith("/Voltages/", StringComparison.Ordinal)).ToList()) values.Remove(path);
        foreach (string cell in (string[])["10X1", "2X10", "2X9", "1X2", "1X11", "1X10", "Sum"]) values["/Voltages/Cell" + cell] = 3.3;
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using FakeService service = await FakeService.StartAsync(bus.Address, Name, values);
        await using Watched watched = await Watched.StartAsync(bus);
        await watched.UntilAsync(services => services.Any(each => each.IsKnown));

        List<string> cells = watched.Look(services => Completeness.Cells(services.Single()).Select(cell => cell.Key["/Voltages/Cell".Length..]).ToList());

        Assert.Equal(["1X2", "1X10", "1X11", "2X9", "2X10", "10X1"], cells);
    }

    /// <summary>A watcher whose changes can be waited for.</summary>
    private sealed class Watched : IAsyncDisposable
    {
        private readonly Channel<bool> _changes = Channel.CreateUnbounded<bool>();
        private DBusConnection? _connection;
        private BusWatcher? _watcher;

        public static async Task<Watched> StartAsync(PrivateBus bus)
        {
            var watched = new Watched { _connection = await DBusConnection.ConnectAsync(bus.Address) };
            watched._watcher = await BusWatcher.StartAsync(watched._connection, TimeProvider.System, () =>
                watched._changes.Writer.TryWrite(true), CancellationToken.None);
            return watched;
        }

        public T Look<T>(Func<IReadOnlyCollection<WatchedService>, T> look) => _watcher!.Look(look);

        public async Task UntilAsync(Func<IReadOnlyCollection<WatchedService>, bool> condition)
        {
            while (!Look(condition)) await _changes.Reader.ReadAsync().AsTask().WaitAsync(Deadline.Time);
        }

        public async ValueTask DisposeAsync()
        {
            await _watcher!.DisposeAsync();
            await _connection!.DisposeAsync();
        }
    }
}
