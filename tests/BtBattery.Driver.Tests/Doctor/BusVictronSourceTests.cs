using BtBattery.DBus;
using BtBattery.Driver.Doctor.Collectors;
using BtBattery.Driver.Doctor.Facts;
using BtBattery.Driver.Doctor.Following;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.Driver.Tests.Doctor;

/// <summary>What the running driver learns of Victron's services over a real bus, also when it breaks.</summary>
public sealed class BusVictronSourceTests : IAsyncLifetime, IMethodHandler
{
    private const string System = "com.victronenergy.system";

    private PrivateBus _bus = null!;
    private BusVictronSource _source = null!;
    private DBusConnection _system = null!;
    private volatile bool _isSilent;

    public async Task InitializeAsync()
    {
        _bus = await PrivateBus.StartAsync();
        _source = Open();
        await StartSystemAsync();
    }

    public async Task DisposeAsync()
    {
        await _source.DisposeAsync();
        await _system.DisposeAsync();
        await _bus.DisposeAsync();
    }

    [Fact]
    public async Task Values_are_read_and_what_is_missing_is_null()
    {
        VictronFacts facts = (await ReadAsync())!;

        Assert.Equal(new VictronSystem { Dvcc = 1, ActiveBmsService = "com.victronenergy.battery.x" }, facts.System);
        Assert.Null(facts.Settings);
        Assert.Empty(facts.BatteryServices);
        Assert.Empty(facts.Chargers);
    }

    [Fact]
    public async Task One_connection_serves_every_look()
    {
        await ReadAsync();
        int before = (await _system.ListNamesAsync()).Count;
        await ReadAsync();
        await ReadAsync();

        Assert.Equal(before, (await _system.ListNamesAsync()).Count);
    }

    [Fact]
    public async Task A_service_that_hangs_makes_the_whole_unknown()
    {
        _isSilent = true;
        Assert.Null(await ReadAsync());

        _isSilent = false;
        Assert.NotNull(await ReadAsync());
    }

    [Fact]
    public async Task A_lost_bus_is_unknown_until_it_is_back()
    {
        Assert.NotNull(await ReadAsync());
        await _bus.StopDaemonAsync();
        Assert.Null(await ReadAsync());
        Assert.Null(await ReadAsync());

        await _bus.StartDaemonAsync();
        await StartSystemAsync();
        Assert.Equal(1, (await ReadAsync())!.System!.Dvcc);
    }

    [Fact]
    public async Task A_name_that_is_tried_is_free_afterwards_and_one_that_is_taken_stays_so()
    {
        await using DBusConnection connection = await DBusConnection.ConnectAsync(_bus.Address);

        Assert.True(await NameProbe.MayOwnAsync(connection, "com.victronenergy.battery.tried", CancellationToken.None));
        Assert.Null(await connection.GetNameOwnerAsync("com.victronenergy.battery.tried"));
        Assert.Null(await NameProbe.MayOwnAsync(connection, System, CancellationToken.None));
        Assert.Equal(_system.UniqueName, await connection.GetNameOwnerAsync(System));
    }

    ValueTask IMethodHandler.HandleAsync(MethodContext context)
    {
        if (_isSilent)
        {
            context.Defer();
            return ValueTask.CompletedTask;
        }

        MessageWriter reply = context.CreateReply("v");
        switch (context.Request.Path)
        {
            case "/Control/Dvcc":
                reply.WriteVariantInt32(1);
                break;
            case "/ActiveBmsService":
                reply.WriteVariantString("com.victronenergy.battery.x");
                break;
            case "/ActiveBatteryService":
                // Victron's marker for what has no value.
                reply.WriteVariantSignature("ai");
                reply.WriteArrayEnd(reply.WriteArrayStart(DBusType.Int32));
                break;
            default:
                reply.Dispose();
                context.ReplyError(DBusErrorNames.UnknownObject, "There is no such path.");
                return ValueTask.CompletedTask;
        }

        context.Reply(ref reply);
        return ValueTask.CompletedTask;
    }

    private BusVictronSource Open() => new(_bus.Address, TimeProvider.System);

    private Task<VictronFacts?> ReadAsync() => _source.ReadAsync(CancellationToken.None).WaitAsync(ChildProcess.Patience, TimeProvider.System);

    private async Task StartSystemAsync()
    {
        if (_system is not null)
        {
            await _system.DisposeAsync();
        }

        _system = await DBusConnection.ConnectAsync(_bus.Address);
        _system.Export("/", this, handlesChildPaths: true);
        await _system.RequestNameAsync(System, RequestNameFlags.DoNotQueue);
    }
}
