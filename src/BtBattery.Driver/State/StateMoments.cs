using BtBattery.Aggregation.Model;
using BtBattery.Driver.Run;

namespace BtBattery.Driver.State;

/// <summary>
/// Translates moments on the clock of this process to times since the start of the machine, and back in another process. One object for all times, since the
/// types of a <see cref="StateJson"/> are made once.
/// </summary>
internal sealed class StateMoments
{
    /// <summary>Longer than a machine runs, s.</summary>
    private const double Longest = 1e9;

    private MachineMoment? _machine;
    private MonotonicTime _now;
    private StateJson? _json;

    /// <summary>Memories with moments that are translated by this.</summary>
    public StateJson Json => _json ??= StateJson.With(this);

    /// <summary>From now on.</summary>
    /// <param name="machine">Which start of the machine, and how long ago; null where that is not known or another one: then no moment has a meaning.</param>
    /// <param name="now">The same moment on the clock of this process.</param>
    public void Set(MachineMoment? machine, MonotonicTime now) => (_machine, _now) = (machine, now);

    /// <summary>Seconds since the start of the machine; null if that is not known.</summary>
    public double? ToUptime(MonotonicTime time) => _machine is null ? null : (_machine.Uptime - time.AgeAt(_now)).TotalSeconds;

    /// <summary>The moment on the clock of this process, before its origin for what a former process saw; null for one that has no meaning, or is yet to come.</summary>
    public MonotonicTime? FromUptime(double uptime)
    {
        if (_machine is null || !(Math.Abs(uptime) < Longest))
        {
            return null;
        }

        TimeSpan age = _machine.Uptime - TimeSpan.FromSeconds(uptime);
        return age >= TimeSpan.Zero ? new MonotonicTime(_now.SinceOrigin - age) : null;
    }
}
