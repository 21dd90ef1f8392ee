using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Publish;

/// <summary>
/// The release of the link to somebody's phone, as the bus shows it: minutes are written to <see cref="MinutesPath"/>, 0 takes it back. A
/// value passed in and out of the loop; it holds no clock.
/// </summary>
public sealed record PhoneRelease
{
    /// <summary>Minutes left; written to release the link for so many, 0 to take it back.</summary>
    public const string MinutesPath = "/Control/ReleaseMinutes";

    /// <summary>What a release does, or how long it lasts yet, in words.</summary>
    public const string InfoPath = "/Control/ReleaseInfo";

    /// <summary>Longest release.</summary>
    /// <value>120 min; we chose it: enough for a firmware update, and one that was forgotten ends the same day.</value>
    public const int MostMinutes = 120;

    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    private PhoneRelease()
    {
    }

    /// <summary>Never released.</summary>
    public static PhoneRelease None { get; } = new();

    /// <summary>When it ends by itself; null while there is none.</summary>
    public MonotonicTime? Until { get; internal init; }

    /// <summary>When the last one ended; null before.</summary>
    public MonotonicTime? EndedAt { get; internal init; }

    /// <summary>When <see cref="MinutesLeft"/> is next a smaller number; null while there is no release.</summary>
    public MonotonicTime? NextStep(MonotonicTime now) => Until is { } until ? until + -(Math.Max(1, MinutesLeft(now)) - 1) * s_minute : null;

    /// <summary>The time a write asks for, zero to end it; null for a write to another path, and for one that is refused.</summary>
    public static TimeSpan? Asked(string path, ItemValue value) =>
        path == MinutesPath && value.AsInteger is >= 0 and <= MostMinutes and int minutes ? minutes * s_minute : null;

    /// <summary>After the link was released for so long, or (zero) taken back.</summary>
    public PhoneRelease Take(TimeSpan time, MonotonicTime now) =>
        time > TimeSpan.Zero ? this with { Until = now + time }
        : Until is null ? this
        : new PhoneRelease { EndedAt = now };

    /// <summary>The state at a later moment: one whose time is up has ended.</summary>
    public PhoneRelease At(MonotonicTime now) => Until is { } until && until <= now ? new PhoneRelease { EndedAt = until } : this;

    /// <summary>Whole minutes left, rounded up; 0 while there is no release.</summary>
    public int MinutesLeft(MonotonicTime now) => Until is { } until && until > now ? (int)Math.Ceiling((until - now) / s_minute) : 0;
}
