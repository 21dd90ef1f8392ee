using BtBattery.Driver.Control;
using BtBattery.Driver.Links;
using BtBattery.Driver.Links.BlueZ;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Run;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Tools;

/// <summary>
/// Opens batteries for reading: through the driver that serves them, or over Bluetooth where none does. Its links share
/// one connector, so several batteries can be opened. What another program is connected with is left alone.
/// </summary>
/// <param name="busAddress">D-Bus address.</param>
/// <param name="adapter">The Bluetooth adapters in order of preference; null for the first that is switched on.</param>
/// <param name="known">What answered where before.</param>
/// <param name="clock">The time.</param>
/// <param name="loggers">Told of what stands in the way.</param>
public sealed class BatteryReader(string busAddress, string? adapter, KnownBatteries known, MonotonicClock clock, ILoggerFactory loggers)
    : IAsyncDisposable
{
    private readonly BlueZConnector _connector = new(busAddress, adapter, clock, loggers.CreateLogger<BlueZConnector>())
    {
        LeavesConnectedAlone = true,
    };

    /// <summary>Opens a battery; the caller disposes of the result. A driver that begins to serve it later is asked from then on.</summary>
    /// <param name="address">The battery.</param>
    /// <param name="settings">What the owner set for it; of no effect where a driver serves it.</param>
    /// <param name="interval">From one reading to the next.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LinkException">There is no bus.</exception>
    public async Task<IReadingSource> OpenAsync(
        BatteryAddress address, BatterySettings settings, TimeSpan interval, CancellationToken cancellationToken) =>
        await RunningDriver.FindBeforeLinkAsync(busAddress, address, cancellationToken) is { } driver
            ? new DriverReadingSource(driver, interval, clock)
            : new GivingWaySource(
                OpenLink(address, settings, interval), busAddress, appeared => new DriverReadingSource(appeared, interval, clock));

    /// <summary>Opens a battery over Bluetooth in any case; a driver that serves it lends its link meanwhile.</summary>
    /// <param name="address">The battery.</param>
    /// <param name="settings">What the owner set for it.</param>
    /// <param name="interval">From one reading to the next.</param>
    /// <param name="who">Who asks for the link, in words.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LinkException">There is no bus, or the driver does not lend the link.</exception>
    public async Task<IReadingSource> BorrowAsync(
        BatteryAddress address, BatterySettings settings, TimeSpan interval, string who, CancellationToken cancellationToken) =>
        await RunningDriver.FindBeforeLinkAsync(busAddress, address, cancellationToken) is { } driver
            ? new BorrowedReadingSource(
                await LinkLoan.TakeAsync(driver, who, clock.TimeProvider, cancellationToken), OpenLink(address, settings, interval))
            : OpenLink(address, settings, interval);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connector.DisposeAsync();

    private BluetoothReadingSource OpenLink(BatteryAddress address, BatterySettings settings, TimeSpan interval) =>
        new(address, settings, known, _connector, interval, clock, loggers.CreateLogger<BatteryPoller>());
}
