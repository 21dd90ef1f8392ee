namespace BtBattery.Driver.Polling;

/// <summary>How long to wait after failed attempts: doubling, capped, with jitter so that batteries do not march in step.</summary>
public static class Backoff
{
    /// <summary>Wait after the first failure.</summary>
    public static readonly TimeSpan First = TimeSpan.FromSeconds(1);

    /// <summary>No wait is longer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>The wait before the next attempt.</summary>
    /// <param name="failures">Failures in a row, from 1.</param>
    /// <param name="chance">A number from 0 up to 1; takes up to a quarter off the wait.</param>
    public static TimeSpan After(int failures, double chance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failures, 1);
        double seconds = Math.Min(Longest.TotalSeconds, First.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, 16)));
        return TimeSpan.FromSeconds(seconds * (1 - 0.25 * chance));
    }
}
