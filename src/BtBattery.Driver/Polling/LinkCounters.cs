using System.Globalization;
using BtBattery.Aggregation.Model;
using BtBattery.Bms.Framing;

namespace BtBattery.Driver.Polling;

/// <summary>What happened on one link within an hour, for one line of the log.</summary>
public sealed class LinkCounters
{
    /// <summary>One answer in a hundred that was lost is how radio is.</summary>
    private const int UsualShareOfLosses = 100;

    private readonly SortedDictionary<string, int> _bad = new(StringComparer.Ordinal);
    private MonotonicTime? _lastHeard;
    private TimeSpan _longestSilence;
    private int _rounds;
    private int _answers;
    private int _unanswered;
    private int _reconnects;

    // The age of the data grows from one frame to the next, so over a gap it is half the gap on average.
    private double _covered;
    private double _weightedAge;

    /// <summary>A round began.</summary>
    public void Round() => _rounds++;

    /// <summary>A question was answered, or refused.</summary>
    public void Answer() => _answers++;

    /// <summary>A question was left unanswered.</summary>
    public void NoAnswer() => _unanswered++;

    /// <summary>A link came up again.</summary>
    public void Reconnect() => _reconnects++;

    /// <summary>Frames were of no use.</summary>
    public void Bad(IReadOnlyDictionary<string, int> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        foreach ((string reason, int count) in counts)
        {
            _bad[reason] = _bad.GetValueOrDefault(reason) + count;
        }
    }

    /// <summary>A good frame with the pack voltage was complete.</summary>
    public void Heard(MonotonicTime at)
    {
        if (_lastHeard is { } last)
        {
            double gap = (at - last).TotalSeconds;
            _covered += gap;
            _weightedAge += gap * gap / 2;
            NoteSilence(at);
        }

        _lastHeard = at;
    }

    /// <summary>Ends the hour.</summary>
    /// <param name="lateAfter">A silence up to this is none.</param>
    /// <param name="now">The present moment.</param>
    /// <returns>The hour in words; null if there was nothing but the few lost answers that are usual.</returns>
    public string? TakeHour(TimeSpan lateAfter, MonotonicTime now)
    {
        NoteSilence(now);
        int losses = _unanswered + _bad.Where(bad => bad.Key != nameof(BadFrame.Noise)).Sum(bad => bad.Value);
        bool isWorthALine = _reconnects > 0 || _longestSilence > lateAfter || losses * UsualShareOfLosses > _rounds;
        string? words = isWorthALine ? Describe() : null;
        _bad.Clear();
        (_rounds, _answers, _unanswered, _reconnects, _longestSilence, _covered, _weightedAge) = (0, 0, 0, 0, TimeSpan.Zero, 0, 0);
        return words;
    }

    private void NoteSilence(MonotonicTime now)
    {
        if (_lastHeard is { } last && now - last > _longestSilence)
        {
            _longestSilence = now - last;
        }
    }

    private string Describe()
    {
        string bad = _bad.Count == 0 ? "none" : string.Join(", ", _bad.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value}")));
        string age = _covered > 0 ? (_weightedAge / _covered).ToString("F1", CultureInfo.InvariantCulture) + " s" : "unknown";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Within an hour {_rounds} rounds, {_answers} answers, {_unanswered} unanswered, bad frames: {bad}, {_reconnects} reconnects, longest silence {_longestSilence.TotalSeconds:F1} s, mean age {age}.");
    }
}
