using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Energy.Times;

/// <summary>The current of a bank, smoothed: an exponential mean. A value that is passed in and out.</summary>
public sealed record CurrentMean
{
    /// <summary>
    /// Time constant of the mean: after a step of the load, 63 % of it are seen by then. Battery monitors average the remaining time over three minutes by default.
    /// </summary>
    public static readonly TimeSpan TimeConstant = TimeSpan.FromMinutes(3);

    /// <summary>No current seen yet.</summary>
    public static CurrentMean Empty { get; } = new();

    /// <summary>The mean, A, positive = charging; nothing is known before the first reading.</summary>
    public double Amps { get; init; }

    /// <summary>The moment of the last reading in it; null if it was in another run of the machine, or there was none.</summary>
    public MonotonicTime? At { get; init; }

    /// <summary>Takes the next reading. After a gap the mean begins anew: what flowed in between is not known.</summary>
    /// <param name="current">A; null while it is unknown.</param>
    /// <param name="longestGap">Readings further apart are a gap.</param>
    /// <param name="now">The moment of this turn.</param>
    public CurrentMean Step(Measured<double>? current, TimeSpan longestGap, MonotonicTime now)
    {
        if (current is not { } reading)
        {
            return this;
        }

        if (At is not { } last || last > now || reading.At - last > longestGap)
        {
            return new CurrentMean { Amps = reading.Value, At = reading.At };
        }

        return reading.At <= last
            ? this
            : new CurrentMean { Amps = Amps + (reading.Value - Amps) * (1 - Math.Exp(-((reading.At - last) / TimeConstant))), At = reading.At };
    }
}
