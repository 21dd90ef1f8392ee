using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging.Members;

/// <summary>
/// Whether one kind of reading may be believed that would stop the inverter. What comes after a sound reading must be said by two frames; what comes after none is
/// believed at once, and so is the absence of a frame.
/// </summary>
/// <param name="WasSound">True if the last frame but the odd one was sound.</param>
/// <param name="Frame">The odd frame that awaits a second one; null for none.</param>
/// <param name="Since">The moment at which it was seen first; null for none.</param>
public readonly record struct OddReading(bool WasSound, MonotonicTime? Frame, MonotonicTime? Since)
{
    /// <summary>
    /// A second frame is awaited for so long. A frame asked for at once takes a fraction of a second; within 3 s a second try has failed as well.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>True while a second frame is awaited: what was sound before holds on.</summary>
    public bool IsAwaiting => WasSound && Frame is not null;

    /// <summary>The moment at which the odd frame is believed in any case; null if none is awaited.</summary>
    public MonotonicTime? BelievedAt => IsAwaiting ? Since + Patience : null;

    /// <summary>After what this turn shows.</summary>
    /// <param name="isOdd">True if it would stop the inverter.</param>
    /// <param name="frame">The moment of the frame; null if there is none that is fresh.</param>
    /// <param name="now">The moment of this turn.</param>
    public OddReading After(bool isOdd, MonotonicTime? frame, MonotonicTime now) =>
        !isOdd ? new(true, null, null)
        : !WasSound || frame is null ? default
        : Frame is null ? new(true, frame, now)
        : Frame == frame && now - Since < Patience ? this
        : default;
}
