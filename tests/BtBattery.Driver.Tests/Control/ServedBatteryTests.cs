using BtBattery.Aggregation.Model;
using BtBattery.Driver.Control;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Run;
using BtBattery.Driver.Tests.Fakes;
using BtBattery.Driver.Tests.Tools;
using BtBattery.Driver.Tools;

namespace BtBattery.Driver.Tests.Control;

public sealed class ServedBatteryTests
{
    [Theory]
    [InlineData(10, 10)]
    [InlineData(600, 30)]
    public void A_value_is_read_as_long_as_the_bus_shows_it_and_never_beyond_the_deadline_of_readings(double dataTimeout, double expected)
    {
        BatteryAddress address = Samples.Address("A4:C1:38:00:00:01");
        var clock = new MonotonicClock(TimeProvider.System);
        var served = new ServedBattery(address, new LinkLease(clock), new NotingConnector(new FakeBattery(clock)), () => null)
        {
            DataTimeout = TimeSpan.FromSeconds(dataTimeout),
        };
        served.Take(new BatteryUpdate(
            BatterySnapshot.Empty with { Voltage = new(13.2, At(0)), Hardware = new("JBD", At(0)) }, BatteryStatus.Starting with { IsLive = true }));

        Assert.Equal(13.2, served.Read(At(expected)).Values.Voltage?.Value);
        Assert.False(served.Read(At(expected + 0.1)).HasData);
        Assert.Equal("JBD", served.Read(At(expected + 0.1)).Values.Hardware?.Value);
    }

    private static MonotonicTime At(double seconds) => new(TimeSpan.FromSeconds(seconds));
}
