namespace BtBattery.Aggregation.Model;

/// <summary>
/// A moment on the monotonic clock of this process: the time since an origin that is fixed while the process lives.
/// It never steps, whatever happens to the wall clock, and means nothing to another process.
/// </summary>
/// <param name="SinceOrigin">
/// Time since the origin of the clock. Negative only for what a former process saw in the same start of the machine, translated to this clock.
/// </param>
public readonly record struct MonotonicTime(TimeSpan SinceOrigin) : IComparable<MonotonicTime>
{
    /// <summary>Age of something that happened at this moment, seen from <paramref name="now"/>.</summary>
    public TimeSpan AgeAt(MonotonicTime now) => now.SinceOrigin - SinceOrigin;

    /// <summary>The earlier of two moments; null is never.</summary>
    public static MonotonicTime? Earlier(MonotonicTime? one, MonotonicTime? other) => other is null || one <= other ? one : other;

    /// <inheritdoc/>
    public int CompareTo(MonotonicTime other) => SinceOrigin.CompareTo(other.SinceOrigin);

    /// <summary>The moment <paramref name="span"/> later.</summary>
    public static MonotonicTime operator +(MonotonicTime time, TimeSpan span) => new(time.SinceOrigin + span);

    /// <summary>The time from <paramref name="earlier"/> to <paramref name="later"/>.</summary>
    public static TimeSpan operator -(MonotonicTime later, MonotonicTime earlier) => later.SinceOrigin - earlier.SinceOrigin;

    /// <summary>True if <paramref name="left"/> is earlier.</summary>
    public static bool operator <(MonotonicTime left, MonotonicTime right) => left.SinceOrigin < right.SinceOrigin;

    /// <summary>True if <paramref name="left"/> is later.</summary>
    public static bool operator >(MonotonicTime left, MonotonicTime right) => left.SinceOrigin > right.SinceOrigin;

    /// <summary>True if <paramref name="left"/> is earlier or the same.</summary>
    public static bool operator <=(MonotonicTime left, MonotonicTime right) => left.SinceOrigin <= right.SinceOrigin;

    /// <summary>True if <paramref name="left"/> is later or the same.</summary>
    public static bool operator >=(MonotonicTime left, MonotonicTime right) => left.SinceOrigin >= right.SinceOrigin;
}
