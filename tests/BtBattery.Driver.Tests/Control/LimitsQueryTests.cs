using BtBattery.DBus;
using BtBattery.Driver.Control;
using BtBattery.Driver.Links;
using BtBattery.Driver.Options;
using BtBattery.Driver.Run;
using BtBattery.Driver.Tests.Tools.Explaining;
using BtBattery.Driver.Tools.Explaining;

namespace BtBattery.Driver.Tests.Control;

/// <summary>A tool asks drivers for their limits over a real bus.</summary>
public sealed class LimitsQueryTests : IAsyncLifetime, IMethodHandler
{
    private const string Bank = "com.victronenergy.battery.btbattery_bank_5f0c7a31";

    private readonly DriverControl _control = new(new MonotonicClock(TimeProvider.System));
    private DriversOnBus _drivers = null!;

    public async Task InitializeAsync() => _drivers = await DriversOnBus.StartAsync();

    public async Task DisposeAsync() => await _drivers.DisposeAsync();

    [Fact]
    public async Task A_driver_says_what_it_decided_last()
    {
        _control.Take(Outcomes.Starting());
        _control.Take(Outcomes.Parallel());
        await ServeAsync(Bank, isOfThisVersion: true);
        ExplainedBank bank = Assert.Single(await AskAsync());
        Assert.Equal((Bank, 25.0, "Starboard"), (bank.Service, bank.ChargeCurrent.Value, bank.Batteries[1].Name));
    }

    [Fact]
    public async Task Before_its_first_turn_a_driver_says_so()
    {
        await ServeAsync(Bank, isOfThisVersion: true);
        LinkException exception = await Assert.ThrowsAsync<LinkException>(AskAsync);
        Assert.Equal((LinkProblem.NoData, $"{Bank} does not answer: Nothing has been decided yet: try again in a second."), (exception.Problem, exception.Message));
    }

    [Fact]
    public async Task A_driver_of_an_older_version_is_named()
    {
        await ServeAsync(Bank, isOfThisVersion: false);
        LinkException exception = await Assert.ThrowsAsync<LinkException>(AskAsync);
        Assert.Equal($"{Bank} cannot be asked: it is of an older version. Restart it.", exception.Message);
    }

    [Fact]
    public async Task The_service_of_its_own_of_a_battery_is_not_asked_beside_its_bank()
    {
        _control.Take(Outcomes.Parallel());
        await ServeAsync(Bank, isOfThisVersion: true);
        _drivers.Services[0].Export("/Batteries/1/Address", this);
        await ServeAsync("com.victronenergy.battery.btbattery_a4c138000001", isOfThisVersion: true);
        Assert.Equal([Bank], (await AskAsync()).Select(bank => bank.Service));
    }

    [Fact]
    public async Task Where_no_driver_runs_there_is_nothing_to_explain()
    {
        Assert.Empty(await AskAsync());
        Assert.True(BatteryAddress.TryParse("A4:C1:38:00:00:01", out BatteryAddress address));
        Assert.Empty(await LimitsQuery.AskAsync(_drivers.Address, address, CancellationToken.None));
    }

    [Fact]
    public async Task Without_a_bus_that_is_said() => Assert.Equal(
        LinkProblem.NoBus,
        (await Assert.ThrowsAsync<LinkException>(() => LimitsQuery.AskAsync("unix:path=/nowhere/bus", null, CancellationToken.None))).Problem);

    ValueTask IMethodHandler.HandleAsync(MethodContext context)
    {
        if (context.Request.Member == "GetText")
        {
            MessageWriter reply = context.CreateReply("s");
            reply.WriteString("A4:C1:38:00:00:01");
            context.Reply(ref reply);
        }
        else
        {
            context.ReplyError(DBusErrorNames.UnknownMethod, "There is no such method.");
        }

        return ValueTask.CompletedTask;
    }

    private Task<IReadOnlyList<ExplainedBank>> AskAsync() => LimitsQuery.AskAsync(_drivers.Address, null, CancellationToken.None);

    private Task ServeAsync(string name, bool isOfThisVersion) => _drivers.ServeAsync(name, isOfThisVersion ? _control : null, this);
}
