using BtBattery.Driver.Links.BlueZ;
using BtBattery.Driver.Options;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Run;
using BtBattery.Simulator.Radio;
using Microsoft.Extensions.Logging;

namespace BtBattery.World.Tests;

/// <summary>One driver with its battery, put together as the program does it.</summary>
internal sealed class ServedBattery(World world, Peripheral battery, int index) : IDisposable
{
    private CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public Peripheral Battery => battery;

    public string ServiceName { get; } = Address(battery).ServiceName;

    /// <summary>True if the driver ended although nobody had told it to.</summary>
    public bool HasFailed => _running.IsFaulted || (_running.IsCompleted && !_stop.IsCancellationRequested);

    public Exception? Failure => _running.Exception?.InnerException;

    public bool IsRunning => !_running.IsCompleted;

    /// <summary>True while its pack voltage is on the bus as valid.</summary>
    public bool IsLive => world.Watcher.Number(ServiceName, "/Dc/0/Voltage") is not null;

    public void Start()
    {
        _stop.Dispose();
        _stop = new CancellationTokenSource();
        world.Bus.Program.Value = this;
        _running = RunAsync(_stop.Token);
        world.Bus.Program.Value = null;
        world.RunReady();
    }

    /// <summary>As SIGTERM does; releasing the battery takes a little time.</summary>
    public void Stop()
    {
        _stop.Cancel();
        world.RunReady();
    }

    /// <summary>As SIGKILL does: its connections end, and nothing is released.</summary>
    public void Kill()
    {
        world.Bus.Disconnect(this);
        Stop();
    }

    public void Dispose() => _stop.Dispose();

    private static BatteryAddress Address(Peripheral battery) =>
        BatteryAddress.TryParse(battery.Address, out BatteryAddress address) ? address : throw new ArgumentException(battery.Address);

    private async Task RunAsync(CancellationToken stop)
    {
        var options = new DriverOptions
        {
            Address = Address(battery),
            BusAddress = world.Bus.Address,
            DeviceInstance = index + 1,
            PollInterval = world.Options.PollInterval,
            DataTimeout = world.Options.DataTimeout,
            Adapter = world.Options.Adapter,
        };
        var clock = new MonotonicClock(world.Time);
        var chance = new Random(world.Options.Seed + index);
        await using var connector = new BlueZConnector(options.BusAddress, options.Adapter, clock, world.Log.CreateLogger<BlueZConnector>());
        var host = new DriverHost(
            options,
            world.Known,
            connector,
            token => DBusBus.OpenAsync(options.BusAddress, clock.TimeProvider, world.Log.CreateLogger<DBusBus>(), control: null, token),
            "1.2.3",
            clock,
            chance.NextDouble,
            world.Log);
        try
        {
            await host.RunAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // As the program does.
        }
    }
}
