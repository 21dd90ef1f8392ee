using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Merging;

/// <summary>
/// The lowest and the highest of some cells or sensors. Where one that is there could not be read it might be either, so nothing is known; a battery that
/// is not there at all adds nothing, and its joint decides whether an extreme without it counts.
/// </summary>
internal readonly struct Extremes
{
    private readonly State _state;
    private readonly MemberValue _lowest;
    private readonly MemberValue _highest;
    private readonly MonotonicTime _at;

    private Extremes(State state, MemberValue lowest, MemberValue highest, MonotonicTime at) =>
        (_state, _lowest, _highest, _at) = (state, lowest, highest, at);

    private enum State : byte
    {
        Nothing,
        Known,
        Unknown,
    }

    /// <summary>As old as the oldest reading of all that were compared.</summary>
    public Measured<MemberValue>? Lowest => _state == State.Known ? new(_lowest, _at) : null;

    /// <inheritdoc cref="Lowest"/>
    public Measured<MemberValue>? Highest => _state == State.Known ? new(_highest, _at) : null;

    /// <summary>The extremes of one battery.</summary>
    /// <param name="battery">Its number.</param>
    /// <param name="readings">Fresh readings; null if they are unknown.</param>
    /// <param name="needsAll">True if a null in the list is a reading that is missing; false if it is a sensor that is not fitted.</param>
    public static Extremes Of(int battery, Measured<IReadOnlyList<double?>>? readings, bool needsAll)
    {
        if (readings is not { } list || (needsAll && list.Value.Count == 0))
        {
            return new(State.Unknown, default, default, default);
        }

        int lowest = -1;
        int highest = -1;
        for (int i = 0; i < list.Value.Count; i++)
        {
            if (list.Value[i] is not double value || !MemberView.IsNumber(value))
            {
                if (needsAll)
                {
                    return new(State.Unknown, default, default, default);
                }

                continue;
            }

            lowest = lowest < 0 || value < list.Value[lowest] ? i : lowest;
            highest = highest < 0 || value > list.Value[highest] ? i : highest;
        }

        return lowest < 0
            ? default
            : new(State.Known, new(battery, lowest + 1, list.Value[lowest]!.Value), new(battery, highest + 1, list.Value[highest]!.Value), list.At);
    }

    /// <summary>The extremes of both; of equals, the one of the battery with the lower number.</summary>
    public Extremes With(in Extremes other)
    {
        if (_state == State.Nothing || other._state == State.Unknown)
        {
            return other;
        }

        if (other._state == State.Nothing || _state == State.Unknown)
        {
            return this;
        }

        return new(
            State.Known,
            IsFirst(_lowest.Value.CompareTo(other._lowest.Value), other._lowest.Battery - _lowest.Battery) ? _lowest : other._lowest,
            IsFirst(other._highest.Value.CompareTo(_highest.Value), other._highest.Battery - _highest.Battery) ? _highest : other._highest,
            Moments.Older(_at, other._at));
    }

    private static bool IsFirst(int order, int distance) => order < 0 || (order == 0 && distance > 0);
}
