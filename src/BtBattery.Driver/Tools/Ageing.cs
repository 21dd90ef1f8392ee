using System.Runtime.CompilerServices;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.Run;

namespace BtBattery.Driver.Tools;

/// <summary>Readings for a view that stays on the screen: it must not look younger than it is.</summary>
public static class Ageing
{
    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(1);

    /// <summary>Every reading; in between, if wanted, the last one again each second, older by then.</summary>
    /// <param name="source">Gives the readings.</param>
    /// <param name="clock">The time.</param>
    /// <param name="repeats">True to give the last one again.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="Links.LinkException">There can be no reading any more.</exception>
    public static async IAsyncEnumerable<BatteryReading> ReadingsAsync(
        IReadingSource source, MonotonicClock clock, bool repeats, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Task<BatteryReading> next = source.NextAsync(cancellationToken);
        while (true)
        {
            BatteryReading reading = await next;
            MonotonicTime given = clock.Now;
            yield return reading;
            next = source.NextAsync(cancellationToken);
            while (repeats && await Task.WhenAny(next, Task.Delay(s_tick, clock.TimeProvider, cancellationToken)) != next)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return reading.AgedBy(clock.Now - given);
            }
        }
    }
}
