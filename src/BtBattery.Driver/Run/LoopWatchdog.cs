using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Run;

/// <summary>
/// Notices a loop of the driver that makes no progress. Nothing on the bus ever expires: while the process lives, clients see the last
/// values of a loop that hangs as if they were new. It has no clock and no thread of its own: it is told the time, see
/// <see cref="LoopGuard"/>.
/// </summary>
/// <remarks>
/// A process that is stopped and goes on (SIGSTOP, a frozen container) finds much time gone at once, and its loops did nothing wrong.
/// So the watchdog ages as the process does: between two looks no more than <see cref="LongestStep"/> counts, and a loop that stood
/// still with everything else has most of its <see cref="Patience"/> left to go on.
/// </remarks>
public sealed class LoopWatchdog
{
    /// <summary>A loop that did nothing for longer than this hangs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>How often to look.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    /// <summary>A loop that has nothing to do gives a sign of life at least this often.</summary>
    public static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(10);

    /// <summary>What counts of the time between two looks.</summary>
    public static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly List<LoopPulse> _pulses = [];
    private MonotonicTime? _lastLook;

    /// <summary>Watches one more loop, until its pulse is disposed of. Any thread may call.</summary>
    /// <param name="name">What people know the loop by.</param>
    /// <param name="beaten">Told of each sign of life by who gives it, and must not wait; null for nobody.</param>
    public LoopPulse Watch(string name, Action? beaten = null)
    {
        var pulse = new LoopPulse(name, Forget, beaten);
        lock (_lock)
        {
            _pulses.Add(pulse);
        }

        return pulse;
    }

    /// <summary>Looks at all loops.</summary>
    /// <param name="now">The present moment, not before that of the last look.</param>
    /// <returns>What is wrong, in a sentence; null if nothing is.</returns>
    public string? Look(MonotonicTime now)
    {
        lock (_lock)
        {
            TimeSpan step = _lastLook is { } last ? now - last : TimeSpan.Zero;
            _lastLook = now;
            foreach (LoopPulse pulse in _pulses)
            {
                if (pulse.Age(step < LongestStep ? step : LongestStep) >= Patience)
                {
                    return FormattableString.Invariant(
                        $"The main loop of {pulse.Name} made no progress for {Patience.TotalSeconds:0} s. The program ends, so that nobody takes old values for new; its supervisor starts it anew.");
                }
            }

            return null;
        }
    }

    private void Forget(LoopPulse pulse)
    {
        lock (_lock)
        {
            _pulses.Remove(pulse);
        }
    }
}
