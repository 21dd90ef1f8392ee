using BtBattery.Aggregation.Charging.RightBanks;
using BtBattery.Driver.Run;
using BtBattery.Driver.Surroundings;
using BtBattery.Tests.VirtualTime;

namespace BtBattery.Driver.Tests.Surroundings;

/// <summary>When other devices are asked, and when not.</summary>
public sealed class SystemVoltageWatchTests : IDisposable, IVoltageSource
{
    private readonly VirtualWorld _world = new();
    private readonly List<SystemVoltages> _told = [];
    private readonly CancellationTokenSource _stop = new();
    private DeviceVoltages? _devices = new([new("MultiPlus", 26.4, IsConverter: true)], AreExpected: true);
    private bool _isSettled;
    private bool _hangs;
    private int _looks;

    public event Action? Changed;

    [Fact]
    public void They_are_asked_at_once_then_every_half_minute_and_seldom_once_all_is_settled()
    {
        Start();
        Assert.Equal([26.4], _told[0].Devices.Select(device => device.Volts));
        Assert.True(_told[0].AreExpected);
        _world.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(11, _looks);

        _isSettled = true;
        _world.Advance(TimeSpan.FromMinutes(30.5));
        Assert.Equal(18, _looks);
        Assert.Equal(_looks, _told.Count);
    }

    [Fact]
    public void A_reading_is_as_old_as_its_question()
    {
        Start();
        _world.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal([TimeSpan.Zero, TimeSpan.FromSeconds(30)], _told.Select(voltages => voltages.At.SinceOrigin));
    }

    [Fact]
    public void Devices_that_come_up_together_are_asked_once()
    {
        _isSettled = true;
        Start();
        _world.Advance(TimeSpan.FromMinutes(1));
        for (int i = 0; i < 4; i++)
        {
            Changed!();
            _world.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(1, _looks);
        _world.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, _looks);
        _world.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(2, _looks);
    }

    [Fact]
    public void A_bus_that_hangs_tells_nothing_and_is_asked_again_soon()
    {
        _hangs = true;
        Start();
        _world.Advance(TimeSpan.FromSeconds(14));
        Assert.Equal((1, 0), (_looks, _told.Count));
        _hangs = false;
        _world.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((2, 1), (_looks, _told.Count));
    }

    [Fact]
    public void What_cannot_be_learned_is_not_told()
    {
        _devices = null;
        _isSettled = true;
        Start();
        _world.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty(_told);
        Assert.Equal(61, _looks);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _world.RunReady();
        Assert.Null(Changed);
        _stop.Dispose();
        _world.Dispose();
    }

    async Task<DeviceVoltages?> IVoltageSource.ReadAsync(CancellationToken cancellationToken)
    {
        _looks++;
        if (_hangs)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _world.Time, cancellationToken);
        }

        return _devices;
    }

    private void Start()
    {
        var watch = new SystemVoltageWatch(this, new MonotonicClock(_world.Time), _told.Add) { IsSettled = () => _isSettled };
        _world.Start(() => watch.RunAsync(_stop.Token));
    }
}
