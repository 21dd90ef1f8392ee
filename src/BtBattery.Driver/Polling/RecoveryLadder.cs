using BtBattery.Aggregation.Model;
using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Polling;

/// <summary>
/// Decides what to do about a battery that gives no data, from the gentlest to the last, each rung only when those before it did not
/// help. It does nothing itself and has no clock: it is told failures and good frames with their moments.
/// </summary>
/// <remarks>
/// Progress is a good frame, and nothing else: neither a link nor a write that was accepted. A rung that touches more than the link of
/// its own battery is never used while somebody else's data depend on what it touches.
/// </remarks>
public sealed class RecoveryLadder
{
    private static readonly RecoveryRung[] s_order =
        [RecoveryRung.RemoveDevice, RecoveryRung.CycleAdapter, RecoveryRung.RebuildClient, RecoveryRung.Leave, RecoveryRung.Reboot];

    private readonly WatchdogAction _action;
    private readonly TimeSpan? _patience;
    private readonly Dictionary<RecoveryRung, (int Count, MonotonicTime NotBefore)> _used = [];
    private readonly HashSet<RecoveryRung> _done = [];
    private MonotonicTime _lastGood;
    private MonotonicTime? _resubscribed;
    private int _failures;
    private int _inVain;
    private bool _isAway;

    /// <summary>A ladder on which nothing was done yet.</summary>
    /// <param name="action">The last thing that may be done.</param>
    /// <param name="patience">Silence of the link before anything is done that touches more than it; null for never.</param>
    /// <param name="started">Now: silence counts from here until there is a good frame.</param>
    public RecoveryLadder(WatchdogAction action, TimeSpan? patience, MonotonicTime started) => (_action, _patience, _lastGood) = (action, patience, started);

    /// <summary>When the last good frame came, or the start before the first.</summary>
    public MonotonicTime LastGood => _lastGood;

    /// <summary>A good frame came: the outage is over, or there is none.</summary>
    public void Progress(MonotonicTime at)
    {
        _lastGood = at;
        (_inVain, _isAway) = (0, false);
        _used.Clear();
        _done.Clear();
    }

    /// <summary>A whole round was answered: the next failure is a first one again.</summary>
    public void Live() => _failures = 0;

    /// <summary>An advertisement of a battery that was out of reach was heard: the next failure is a first one again.</summary>
    public void Heard() => (_failures, _isAway) = (0, false);

    /// <summary>The link is up, and all tries of a question were left unanswered.</summary>
    /// <returns>True if re-subscribing on this link is worth a try; it then counts as used.</returns>
    public bool TakeResubscription(MonotonicTime at)
    {
        if (_resubscribed is { } last && at - last < RecoveryTimes.ResubscribeEvery)
        {
            return false;
        }

        _resubscribed = at;
        return true;
    }

    /// <summary>An attempt gave no data, or no more.</summary>
    /// <param name="trouble">Why.</param>
    /// <param name="facts">What is known beside it.</param>
    /// <param name="at">Now.</param>
    /// <param name="chance">Jitter: a number from 0 up to 1.</param>
    public RecoveryStep Failed(LinkTrouble trouble, RecoveryFacts facts, MonotonicTime at, double chance)
    {
        _failures++;
        _inVain++;
        return Next(trouble, facts, at, chance);
    }

    /// <summary>What <see cref="Failed"/> answered was done. It stays the answer; attempts from here on judge it.</summary>
    public void Done(RecoveryRung rung, MonotonicTime at, double chance)
    {
        Note(rung, at, chance);
        _done.Add(rung);
        (_failures, _inVain, _isAway) = (1, 0, false);
    }

    /// <summary>It could not be done, or turned out to be of no use now.</summary>
    /// <param name="rung">What <see cref="Failed"/>, or this, answered last.</param>
    /// <param name="isAway">True if it was found that the battery does not advertise while others do: only connecting is tried then.</param>
    /// <param name="trouble">As before.</param>
    /// <param name="facts">As they are now.</param>
    /// <param name="at">Now.</param>
    /// <param name="chance">Jitter: a number from 0 up to 1.</param>
    /// <returns>What to do instead.</returns>
    public RecoveryStep Skipped(RecoveryRung rung, bool isAway, LinkTrouble trouble, RecoveryFacts facts, MonotonicTime at, double chance)
    {
        if (isAway)
        {
            // Listening again costs little, and the battery may come back any time.
            _isAway = true;
            _used[rung] = (_used.GetValueOrDefault(rung).Count, at + RecoveryTimes.Gap(RecoveryRung.CycleAdapter, 1, chance));
        }
        else
        {
            Note(rung, at, chance);
        }

        return Next(trouble, facts, at, chance);
    }

    private RecoveryStep Next(LinkTrouble trouble, RecoveryFacts facts, MonotonicTime at, double chance)
    {
        RecoveryRung? due = null;
        if (trouble == LinkTrouble.NoBlueZ && !_used.ContainsKey(RecoveryRung.RebuildClient))
        {
            // Nothing of the old client is left to be disturbed.
            due = RecoveryRung.RebuildClient;
        }
        else if (_inVain >= RecoveryTimes.AttemptsPerRung)
        {
            // What was not tried in this outage goes before what did not help once.
            due = Find(rung => !_used.ContainsKey(rung)) ?? Find(_ => true);
        }

        return due is { } rung
            ? new RecoveryStep(rung, Backoff.After(1, chance))
            : new RecoveryStep(RecoveryRung.Reconnect, Backoff.After(Math.Max(_failures, 1), chance));

        RecoveryRung? Find(Func<RecoveryRung, bool> isWanted)
        {
            foreach (RecoveryRung rung in s_order)
            {
                if (isWanted(rung) && IsDue(rung, trouble, facts, at, chance))
                {
                    return rung;
                }
            }

            return null;
        }
    }

    private bool IsDue(RecoveryRung rung, LinkTrouble trouble, RecoveryFacts facts, MonotonicTime at, double chance)
    {
        TimeSpan silence = _lastGood.AgeAt(at);
        return silence >= RecoveryTimes.LeastSilence(rung)
            && (!_used.TryGetValue(rung, out (int Count, MonotonicTime NotBefore) used) || at >= used.NotBefore)
            && rung switch
            {
                RecoveryRung.RemoveDevice => trouble == LinkTrouble.Broken,
                RecoveryRung.CycleAdapter => IsOutOfPatience(silence) && CanCycle(trouble, facts, chance),
                RecoveryRung.RebuildClient => IsOutOfPatience(silence) && !facts.IsOtherLive && IsMoreThanRange(trouble),
                RecoveryRung.Leave => _action == WatchdogAction.Exit && IsAtTheEnd(silence, trouble, facts),
                RecoveryRung.Reboot => _action == WatchdogAction.Reboot && IsAtTheEnd(silence, trouble, facts) && CanReboot(facts),
                _ => false,
            };
    }

    private bool IsOutOfPatience(TimeSpan silence) => _patience is { } patience && silence > patience;

    private static bool CanCycle(LinkTrouble trouble, RecoveryFacts facts, double chance) =>
        trouble is LinkTrouble.Broken or LinkTrouble.NotSeen
        && !facts.IsOtherLiveOnAdapter
        && (facts.SinceCycle is not { } since || since >= RecoveryTimes.Gap(RecoveryRung.CycleAdapter, Math.Max(facts.CyclesInVain, 1), chance));

    /// <summary>A battery that is merely not seen is no reason for more, unless the adapter was found to hear nobody.</summary>
    private bool IsMoreThanRange(LinkTrouble trouble) => trouble is LinkTrouble.NoAdapter or LinkTrouble.NoBlueZ
        || (!_isAway && (trouble == LinkTrouble.Broken || (trouble == LinkTrouble.NotSeen && _done.Contains(RecoveryRung.CycleAdapter))));

    /// <summary>The gentler rungs were used, or there was no use in them.</summary>
    private bool IsAtTheEnd(TimeSpan silence, LinkTrouble trouble, RecoveryFacts facts) =>
        IsOutOfPatience(silence) && !facts.IsOtherLive && IsMoreThanRange(trouble) && _done.Contains(RecoveryRung.RebuildClient);

    private static bool CanReboot(RecoveryFacts facts) =>
        facts.Uptime >= RecoveryTimes.LeastUptime && (facts.SinceReboot is not { } since || since >= RecoveryTimes.RebootEvery);

    private void Note(RecoveryRung rung, MonotonicTime at, double chance)
    {
        int count = _used.GetValueOrDefault(rung).Count + 1;
        _used[rung] = (count, at + RecoveryTimes.Gap(rung, count, chance));
    }
}
