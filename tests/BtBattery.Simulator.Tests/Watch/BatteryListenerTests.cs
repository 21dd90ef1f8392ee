using System.Threading.Channels;
using BtBattery.DBus;
using BtBattery.Simulator.Physics.Power;
using BtBattery.Simulator.Tests.Support;
using BtBattery.Simulator.Watch;

namespace BtBattery.Simulator.Tests.Watch;

/// <summary>Who is taken for the BMS, and what is heard of it.</summary>
public sealed class BatteryListenerTests
{
    private const string Name = "com.victronenergy.battery.";

    [Fact]
    public async Task Limits_are_heard_changed_and_lost()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using Heard heard = await Heard.StartAsync(bus);
        FakeService service = await FakeService.StartAsync(bus.Address, Name + "a", Battery(1, 13.8, 40.5, 80));
        Assert.Equal(new PublishedLimits(true, 13.8, 40.5, 80), await heard.NextAsync());

        await service.ChangeAsync(("/Soc", 70.0), ("/Info/MaxChargeCurrent", 0.0));
        Assert.Equal(new PublishedLimits(true, 13.8, 0, 80), await heard.NextAsync());
        await service.ChangeAsync(("/Info/MaxChargeVoltage", FakeService.Invalid), ("/Info/MaxChargeCurrent", FakeService.Invalid));
        Assert.Equal(new PublishedLimits(true, null, null, 80), await heard.NextAsync());
        await service.ChangeAsync(("/Info/MaxChargeVoltage", 13.4), ("/Info/MaxDischargeCurrent", FakeService.Invalid));
        Assert.Equal(new PublishedLimits(true, 13.4, null, null), await heard.NextAsync());
        await service.DisposeAsync();
        Assert.Equal(default, await heard.NextAsync());
    }

    [Fact]
    public async Task Of_several_the_lowest_instance_with_a_charge_voltage_leads()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using FakeService monitor = await FakeService.StartAsync(bus.Address, Name + "monitor", FakeService.Battery());
        await using FakeService second = await FakeService.StartAsync(bus.Address, Name + "second", Battery(7, 14, 20, 30));
        await using Heard heard = await Heard.StartAsync(bus);
        Assert.Equal(14, (await heard.NextOfBmsAsync()).Cvl);

        FakeService first = await FakeService.StartAsync(bus.Address, Name + "first", Battery(3, 13.6, 20, 30));
        Assert.Equal(13.6, (await heard.NextOfBmsAsync()).Cvl);
        await first.DisposeAsync();
        Assert.Equal(14, (await heard.NextOfBmsAsync()).Cvl);
    }

    [Fact]
    public async Task Without_a_bus_there_is_no_battery()
    {
        PrivateBus bus = await PrivateBus.StartAsync();
        await using Heard heard = await Heard.StartAsync(bus);
        await using FakeService service = await FakeService.StartAsync(bus.Address, Name + "a", Battery(1, 13.8, 40, 80));
        Assert.True((await heard.NextAsync()).IsBms);
        bus.Kill();
        Assert.Equal(default, await heard.NextAsync());
        await bus.DisposeAsync();
    }

    private static Dictionary<string, Variant> Battery(int instance, double cvl, double ccl, double dcl)
    {
        Dictionary<string, Variant> values = FakeService.Battery();
        values["/DeviceInstance"] = instance;
        values["/Info/MaxChargeVoltage"] = cvl;
        values["/Info/MaxChargeCurrent"] = ccl;
        values["/Info/MaxDischargeCurrent"] = dcl;
        return values;
    }

    private sealed class Heard(DBusConnection connection, BatteryListener listener, ChannelReader<PublishedLimits> limits) : IAsyncDisposable
    {
        public static async Task<Heard> StartAsync(PrivateBus bus)
        {
            DBusConnection connection = await DBusConnection.ConnectAsync(bus.Address);
            var channel = Channel.CreateUnbounded<PublishedLimits>();
            BatteryListener listener = await BatteryListener.StartAsync(connection, limits => channel.Writer.TryWrite(limits), CancellationToken.None);
            return new Heard(connection, listener, channel.Reader);
        }

        public Task<PublishedLimits> NextAsync() => limits.ReadAsync().AsTask().WaitAsync(Deadline.Time);

        /// <summary>The next of a service with a charge voltage: which of several is asked first is a matter of chance.</summary>
        public async Task<PublishedLimits> NextOfBmsAsync()
        {
            PublishedLimits next = await NextAsync();
            while (!next.IsBms)
            {
                next = await NextAsync();
            }

            return next;
        }

        public async ValueTask DisposeAsync()
        {
            await listener.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
