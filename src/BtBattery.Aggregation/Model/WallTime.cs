namespace BtBattery.Aggregation.Model;

/// <summary>
/// What the wall clock says, where it can be believed. A GX device without network may begin in the past and jump, so it is for what people read and for counting days, and no
/// duration is ever taken from it.
/// </summary>
/// <param name="UnixSeconds">Seconds since 1970, UTC.</param>
public readonly record struct WallTime(int UnixSeconds)
{
    /// <summary>2026-01-01: before that there was no such program, so whatever clock says so was never set.</summary>
    public const int Earliest = 1_767_225_600;

    private const int SecondsOfDay = 86_400;

    /// <summary>Days since 1970, UTC.</summary>
    public int Day => UnixSeconds / SecondsOfDay;

    /// <summary>Null where the clock cannot be right; beyond 2038 seconds have no place on the bus.</summary>
    /// <param name="clock">What it says.</param>
    public static WallTime? Of(DateTimeOffset clock) => clock.ToUnixTimeSeconds() is >= Earliest and <= int.MaxValue and var seconds ? new((int)seconds) : null;
}
