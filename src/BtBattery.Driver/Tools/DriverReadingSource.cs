using BtBattery.Aggregation.Model;
using BtBattery.Driver.Control;
using BtBattery.Driver.Options;
using BtBattery.Driver.Run;

namespace BtBattery.Driver.Tools;

/// <summary>Reads a battery by asking the driver that serves it; no Bluetooth link is made.</summary>
internal sealed class DriverReadingSource(RunningDriver driver, TimeSpan interval, MonotonicClock clock) : IReadingSource
{
    /// <summary>So often the driver is asked whether there is something new; an answer costs it less than a millisecond.</summary>
    private static readonly TimeSpan s_askEvery = TimeSpan.FromSeconds(0.5);

    /// <summary>Two ages of one value, told a moment apart, differ by the time the answers took.</summary>
    private static readonly TimeSpan s_tolerance = TimeSpan.FromSeconds(0.25);

    private MonotonicTime? _givenAt;
    private MonotonicTime? _measured;

    public BatteryAddress Address => driver.Address;

    public ReadingOrigin Origin => ReadingOrigin.Driver;

    public async Task<BatteryReading> NextAsync(CancellationToken cancellationToken)
    {
        MonotonicTime started = clock.Now;
        if (_givenAt is { } last && last + interval is var due && due > started)
        {
            await Task.Delay(due - started, clock.TimeProvider, cancellationToken);
        }

        // The driver polls in its own time: wait a little for its next round, but not for ever.
        MonotonicTime patience = clock.Now + BatteryReading.Deadline / 10;
        while (true)
        {
            BatteryReading reading = await driver.GetReadingAsync(clock.Now, cancellationToken);
            MonotonicTime now = clock.Now;
            MonotonicTime? measured = reading.Age is { } age ? new MonotonicTime(now.SinceOrigin - age) : null;
            bool isNew = reading.Problem is not null
                || (measured is { } moment && (_measured is not { } before || moment > before + s_tolerance));
            if (isNew || now > patience)
            {
                _givenAt = now;
                _measured = measured ?? _measured;
                return reading;
            }

            await Task.Delay(s_askEvery, clock.TimeProvider, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => driver.DisposeAsync();
}
