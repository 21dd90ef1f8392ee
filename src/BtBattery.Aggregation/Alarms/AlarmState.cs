using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Alarms;

/// <summary>One alarm of a battery or of a bank: what is shown of it, and what has to be remembered for that.</summary>
/// <remarks>
/// A level rises at once. It falls when nothing has asked for it for the hold, and no sooner than the hold after the last change: a bit that flickers makes one
/// alarm, not many. What is up stays up while nobody says anything, for silence is no all-clear; a 0 is a claim that all is well, and turns invalid at once when nobody
/// can make it. It comes back no sooner than the hold later, so that a bad link makes nothing flap between 0 and invalid.
/// </remarks>
/// <param name="Shown">0 fine, 1 warning, 2 alarm; null for invalid.</param>
/// <param name="ChangedAt">When that changed last; null if it never did.</param>
/// <param name="Said">What the BMS said of it last; of a bank, what its batteries ask for.</param>
/// <param name="Own">What the driver makes of it by its own thresholds.</param>
/// <param name="WarningAt">The last turn in which a warning or more was asked for; null if none.</param>
/// <param name="AlarmAt">The last turn in which an alarm was asked for; null if none.</param>
public readonly record struct AlarmState(
    int? Shown, MonotonicTime? ChangedAt, int Said, OwnCondition Own, MonotonicTime? WarningAt, MonotonicTime? AlarmAt)
{
    /// <summary>A level ends when a battery goes on speaking for so long without a word of what raised it.</summary>
    /// <value>Ten minutes: what a BMS tells at all, it tells many times in that. Ours.</value>
    public static TimeSpan LongestMissing { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Since when a battery that is heard does not say whether what it said still holds; null while it does, is silent, or said nothing.</summary>
    public MonotonicTime? UnsaidSince { get; init; }

    /// <summary>The same of the reading that <see cref="Own"/> is made of.</summary>
    public MonotonicTime? UnreadSince { get; init; }

    /// <summary>The gravest of what was heard last: what is asked for.</summary>
    public int Level => Math.Max(Said, Own.Level);

    /// <summary>The next state, without what has been up for too long although the battery is heard and says nothing of it.</summary>
    /// <param name="isUnsaid">True if <see cref="Said"/> is remembered, and the battery is heard.</param>
    /// <param name="isUnread">The same of <see cref="Own"/>.</param>
    /// <param name="now">The moment of this turn.</param>
    public AlarmState WithoutForgotten(bool isUnsaid, bool isUnread, MonotonicTime now)
    {
        MonotonicTime? unsaid = isUnsaid && Said > 0 ? UnsaidSince ?? now : null;
        MonotonicTime? unread = isUnread && Own.Level > 0 ? UnreadSince ?? now : null;
        (bool endsSaid, bool endsOwn) = (IsOver(unsaid, now), IsOver(unread, now));
        return this with
        {
            Said = endsSaid ? 0 : Said,
            UnsaidSince = endsSaid ? null : unsaid,
            Own = endsOwn ? default : Own,
            UnreadSince = endsOwn ? null : unread,
        };
    }

    /// <summary>After this turn.</summary>
    /// <param name="level">What is asked for now.</param>
    /// <param name="isKnown">True if somebody can say now that nothing is wrong, should that be so.</param>
    /// <param name="hold">How long a level stays.</param>
    /// <param name="now">The moment of this turn.</param>
    public AlarmState After(int level, bool isKnown, TimeSpan hold, MonotonicTime now)
    {
        AlarmState next = this with { WarningAt = level >= 1 ? now : WarningAt, AlarmAt = level >= 2 ? now : AlarmAt };
        int held = IsHeld(next.AlarmAt, hold, now) ? 2 : IsHeld(next.WarningAt, hold, now) ? 1 : 0;
        int wanted = Math.Max(level, Math.Min(held, Shown ?? 0));
        int? shown = wanted > 0 || isKnown ? wanted : null;
        bool isAtOnce = shown > (Shown ?? 0) || (Shown == 0 && shown is null);
        return shown == Shown || (!isAtOnce && IsHeld(ChangedAt, hold, now)) ? next : next with { Shown = shown, ChangedAt = now };
    }

    /// <summary>When what is shown may change although nothing happens; null for never.</summary>
    /// <param name="level">What is asked for.</param>
    /// <param name="hold">How long a level stays.</param>
    public MonotonicTime? NextChange(int level, TimeSpan hold)
    {
        MonotonicTime? last = Shown is not { } shown ? ChangedAt
            : shown > level ? Later(ChangedAt, shown == 2 ? AlarmAt : WarningAt)
            : null;
        return MonotonicTime.Earlier(last + hold, MonotonicTime.Earlier(UnsaidSince, UnreadSince) + LongestMissing);
    }

    private static bool IsOver(MonotonicTime? since, MonotonicTime now) => since is { } moment && moment.AgeAt(now) >= LongestMissing;

    private static bool IsHeld(MonotonicTime? at, TimeSpan hold, MonotonicTime now) => at is { } moment && moment.AgeAt(now) < hold;

    private static MonotonicTime? Later(MonotonicTime? one, MonotonicTime? other) => other is null || one > other ? one : other;
}
