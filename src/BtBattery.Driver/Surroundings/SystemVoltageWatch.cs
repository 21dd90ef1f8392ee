using System.Threading.Channels;
using BtBattery.Aggregation.Charging.RightBanks;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.Run;

namespace BtBattery.Driver.Surroundings;

/// <summary>
/// Asks other devices for the voltage they measure, and tells the loop: at the start, whenever a device comes or goes, and now and then. A look is a call
/// or two for each device.
/// </summary>
/// <param name="source">Where it looks.</param>
/// <param name="clock">The time.</param>
/// <param name="tell">Told after each look that learned something.</param>
public sealed class SystemVoltageWatch(IVoltageSource source, MonotonicClock clock, Action<SystemVoltages> tell)
{
    /// <summary>From the end of one look to the next until the voltages were compared and agree.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    /// <summary>The same afterwards.</summary>
    public static readonly TimeSpan SettledPause = TimeSpan.FromMinutes(5);

    /// <summary>The same after a look that learned nothing: limits may wait for it.</summary>
    public static readonly TimeSpan FailedPause = TimeSpan.FromSeconds(5);

    /// <summary>A service that comes up is on the bus before its values are; many come up at once when a system starts.</summary>
    public static readonly TimeSpan Gather = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan s_lookDeadline = TimeSpan.FromSeconds(10);

    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>True once the voltages agreed; asked after each look.</summary>
    /// <value>Never.</value>
    public Func<bool> IsSettled { get; init; } = () => false;

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        source.Changed += OnChanged;
        try
        {
            while (true)
            {
                MonotonicTime at = clock.Now;
                DeviceVoltages? seen = await LookAsync(cancellationToken);
                if (seen is not null)
                {
                    tell(new SystemVoltages(seen.Devices, seen.AreExpected, at));
                }

                await WaitAsync(seen is null ? FailedPause : IsSettled() ? SettledPause : Pause, cancellationToken);
            }
        }
        finally
        {
            source.Changed -= OnChanged;
        }
    }

    private void OnChanged() => _changes.Writer.TryWrite(true);

    private async Task<DeviceVoltages?> LookAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(s_lookDeadline, clock.TimeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await source.ReadAsync(both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task WaitAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        if (await TimedWait.ForAsync(_changes.Reader, pause, clock.TimeProvider, cancellationToken) is null)
        {
            return;
        }

        await Task.Delay(Gather, clock.TimeProvider, cancellationToken);
        while (_changes.Reader.TryRead(out _))
        {
            // All that came meanwhile is seen by one look.
        }
    }
}
