using BtBattery.Aggregation.Model;
using BtBattery.Driver.Options;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Polling;

/// <summary>
/// Tells the log when the state of a link changes, one line each, and once an hour what happened on it. A link that drops every minute must
/// not flush everything else out of a log of 100 kB: beyond a few an hour, outages that end by themselves are counted, and told with the
/// hour. An hour in which all went well has no line.
/// </summary>
public sealed class OutageLog(BatteryAddress address, ILogger logger)
{
    private const int ToldPerHour = 3;

    private const string LateKind = "late";

    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    // What lasts longer is told however many there were.
    private static readonly TimeSpan s_short = TimeSpan.FromMinutes(1);

    private MonotonicTime? _hourBegan;
    private MonotonicTime? _lostAt;
    private TimeSpan _longestCounted;
    private string? _toldKind;
    private int _told;
    private int _counted;
    private bool _wasLive;

    /// <summary>What happens within the hour.</summary>
    public LinkCounters Counters { get; } = new();

    /// <summary>How old data may be.</summary>
    public LinkTiming Timing { get; set; } = DriverOptions.DefaultTiming;

    /// <summary>An attempt failed, or the link was lost.</summary>
    /// <param name="kind">Equal for what is the same problem, however it is worded this time.</param>
    /// <param name="problem">The problem in words, a sentence.</param>
    /// <param name="needsOwner">True if it does not end by itself; it is then always told.</param>
    /// <param name="now">The present moment.</param>
    public void Failed(string kind, string problem, bool needsOwner, MonotonicTime now)
    {
        if (!IsToTell(kind, needsOwner, now))
        {
            return;
        }

        if (needsOwner)
        {
            logger.LogError("{Address}: {Problem}", address, problem);
        }
        else
        {
            logger.LogWarning("{Address}: {Problem} Trying again.", address, problem);
        }
    }

    /// <summary>The link is up, and a question was left unanswered.</summary>
    /// <param name="age">Age of the last data; null if there was none yet.</param>
    /// <param name="now">The present moment.</param>
    public void Unanswered(TimeSpan? age, MonotonicTime now)
    {
        if (_wasLive && _lostAt is null && age is { } silence && silence > Timing.LateAfter && IsToTell(LateKind, needsOwner: false, now))
        {
            logger.LogWarning("{Address}: late: connected, but no data for {Seconds} s. Asking again.", address, Math.Ceiling(silence.TotalSeconds));
        }
    }

    /// <summary>The link was lent to a tool; that it is back is told as after an outage.</summary>
    /// <param name="who">Who has it, in words.</param>
    public void Lent(string who)
    {
        logger.LogInformation("{Address}: released to {Who}.", address, who);
        _toldKind = ProblemCode.Released;
    }

    /// <summary>Data came in.</summary>
    public void Live(MonotonicTime now)
    {
        if (_toldKind == LateKind)
        {
            logger.LogInformation("{Address}: data is coming in again.", address);
        }
        else if (!_wasLive || _toldKind is not null)
        {
            logger.LogInformation("{Address}: connected, data is coming in.", address);
        }
        else if (_lostAt is { } lostAt)
        {
            _counted++;
            _longestCounted = now - lostAt > _longestCounted ? now - lostAt : _longestCounted;
        }

        _wasLive = true;
        _toldKind = null;
        _lostAt = null;
        EndHour(now);
    }

    private bool IsToTell(string kind, bool needsOwner, MonotonicTime now)
    {
        EndHour(now);
        bool isNew = _lostAt is null;
        _lostAt ??= now;
        bool isTold = _toldKind is not null || !_wasLive || needsOwner || (isNew && _told < ToldPerHour) || now - _lostAt.Value >= s_short;
        if (!isTold || _toldKind == kind)
        {
            return false;
        }

        _told += _toldKind is null ? 1 : 0;
        _toldKind = kind;
        return true;
    }

    private void EndHour(MonotonicTime now)
    {
        if (now - (_hourBegan ??= now) < s_hour)
        {
            return;
        }

        string? hour = Counters.TakeHour(Timing.LateAfter, now);
        if (_counted > 0)
        {
            logger.LogWarning(
                "{Address}: {Hour}{Count} more interruptions within an hour; each ended by itself, the longest after {Seconds} s.",
                address,
                hour is null ? "" : hour + " ",
                _counted,
                Math.Ceiling(_longestCounted.TotalSeconds));
        }
        else if (hour is not null)
        {
            logger.LogInformation("{Address}: {Hour}", address, hour);
        }

        _hourBegan = now;
        _told = 0;
        _counted = 0;
        _longestCounted = TimeSpan.Zero;
    }
}
