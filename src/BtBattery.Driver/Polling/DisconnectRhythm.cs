using BtBattery.Aggregation.Model;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Polling;

/// <summary>
/// Recognises that somebody ends all links at regular intervals, as Victron's server for the phone app does about every 60 s
/// (victronenergy/venus issues 1545, 1587, 1666). It has no clock: it is told when links come up and when they are cut. Not for several
/// threads at once.
/// </summary>
/// <remarks>
/// A stroke is a moment at which all links that were up are cut. A rhythm is a row of strokes with equal distances. All numbers here
/// are ours: with a link that drops by chance once a minute, a row of six as even as this comes up less than once in half a year.
/// </remarks>
public sealed class DisconnectRhythm
{
    /// <summary>So many strokes in a row are no chance any more.</summary>
    public const int StrokesNeeded = 6;

    /// <summary>Links that are cut together are told so one after another.</summary>
    private static readonly TimeSpan s_oneStroke = TimeSpan.FromSeconds(2);

    /// <summary>How far a stroke may be from its beat: a poll under way hears of it only with its write or its answer.</summary>
    private static readonly TimeSpan s_uneven = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(90);

    /// <summary>After three strokes that did not come it is over.</summary>
    private static readonly TimeSpan s_over = 3 * s_longest;

    private readonly HashSet<BatteryAddress> _up = [];
    private readonly HashSet<BatteryAddress> _outliving = [];
    private readonly Queue<MonotonicTime> _strokes = [];
    private MonotonicTime? _cutAt;
    private TimeSpan? _period;
    private MonotonicTime _lastBeat;

    /// <summary>A link is up and gives data.</summary>
    public void Up(BatteryAddress battery, MonotonicTime at)
    {
        Close(at);
        _up.Add(battery);
    }

    /// <summary>A link ended.</summary>
    /// <param name="battery">Whose.</param>
    /// <param name="wasCut">False if it was given up or given away by this program.</param>
    /// <param name="at">When.</param>
    public void Down(BatteryAddress battery, bool wasCut, MonotonicTime at)
    {
        Close(at);
        if (_up.Remove(battery) && wasCut && _cutAt is null)
        {
            _cutAt = at;
            _outliving.Clear();
            _outliving.UnionWith(_up);
        }

        _outliving.Remove(battery);
    }

    /// <summary>The distance of the strokes while there is a rhythm; null if there is none, or it has ended.</summary>
    public TimeSpan? PeriodAt(MonotonicTime now)
    {
        Close(now);
        return now - _lastBeat <= s_over ? _period : null;
    }

    /// <summary>When the moment of a stroke is over it shows whether a link outlived it; then it was none.</summary>
    private void Close(MonotonicTime now)
    {
        if (_cutAt is not { } at || now - at <= s_oneStroke)
        {
            return;
        }

        _cutAt = null;
        if (_outliving.Count > 0)
        {
            return;
        }

        _strokes.Enqueue(at);
        while (_strokes.Count > StrokesNeeded)
        {
            _strokes.Dequeue();
        }

        if (Measure([.. _strokes]) is { } period)
        {
            (_period, _lastBeat) = (period, at);
        }
    }

    /// <summary>The distance of strokes that are evenly spaced, one of them left out at most; null if they are not.</summary>
    private static TimeSpan? Measure(MonotonicTime[] strokes)
    {
        if (strokes.Length < StrokesNeeded)
        {
            return null;
        }

        // A battery that was just away at one stroke makes a gap of two beats.
        for (int beats = strokes.Length - 1; beats <= strokes.Length; beats++)
        {
            TimeSpan period = (strokes[^1] - strokes[0]) / beats;
            if (period >= s_shortest && period <= s_longest && Array.TrueForAll(strokes, stroke => IsOnBeat(stroke - strokes[0], period)) && IsInOrder(strokes, period))
            {
                return period;
            }
        }

        return null;
    }

    private static bool IsOnBeat(TimeSpan sinceFirst, TimeSpan period) =>
        (sinceFirst - (Math.Round(sinceFirst / period) * period)).Duration() <= s_uneven;

    /// <summary>No two strokes on one beat.</summary>
    private static bool IsInOrder(MonotonicTime[] strokes, TimeSpan period)
    {
        for (int i = 1; i < strokes.Length; i++)
        {
            if (strokes[i] - strokes[i - 1] < period / 2)
            {
                return false;
            }
        }

        return true;
    }
}
