using System.Threading.Channels;
using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Surroundings;

namespace BtBattery.Driver.Run;

/// <summary>
/// The one loop that owns the state of a bank. Each turn drains what arrived, then publishes everything from the new state in one
/// signal. A turn is also taken, without any event, at the moment a value gets too old. What is decided is decided by
/// <see cref="BankState"/>; here are the channel, the clock and the answers.
/// </summary>
/// <param name="state">Decides.</param>
/// <param name="members">The batteries; battery 1 first.</param>
/// <param name="publishers">Take the turns.</param>
/// <param name="events">What happens.</param>
/// <param name="clock">The time.</param>
public sealed class BankLoop(
    BankState state, IReadOnlyList<ServedMember> members, IReadOnlyList<Publisher> publishers, ChannelReader<ILoopEvent> events, MonotonicClock clock)
{
    /// <summary>Batteries are asked together; what they answer within this time is published together, once all that are heard have answered.</summary>
    private static readonly TimeSpan s_gatherFor = TimeSpan.FromMilliseconds(400);

    private static readonly TimeSpan s_timerResolution = TimeSpan.FromMilliseconds(1);

    private readonly bool[] _isHeard = new bool[members.Count];
    private readonly bool[] _hasTold = new bool[members.Count];

    /// <summary>Asked once when the loop begins: takes its signs of life, at each turn and at least every <see cref="LoopWatchdog.BeatEvery"/>.</summary>
    public Func<LoopPulse?>? Pulse { get; init; }

    /// <summary>Told after each turn what was decided, and what is remembered of it: null after the last, with which everything is forgotten. Null for nobody.</summary>
    public Action<BankOutcome, BankMemory?>? Decided { get; init; }

    /// <summary>Publishes what is known before anything arrived, so that every path has its value when the name is claimed.</summary>
    public void TakeFirstTurn() => TakeTurn();

    /// <summary>Takes turns until cancelled; then publishes once more with everything measured invalid.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using LoopPulse? pulse = Pulse?.Invoke();
        try
        {
            while (true)
            {
                pulse?.Beat();
                if (!await WaitAsync(cancellationToken))
                {
                    continue;
                }

                List<TaskCompletionSource<bool>> taken = [];
                MonotonicTime until = clock.Now + s_gatherFor;
                while (Drain(taken) && await ComesMoreAsync(until, cancellationToken))
                {
                }

                TakeTurn();
                Array.Clear(_hasTold);
                taken.ForEach(answer => answer.TrySetResult(true));
            }
        }
        finally
        {
            while (events.TryRead(out ILoopEvent? late))
            {
                (late as WriteRequest)?.Answer.TrySetResult(false);

                // It is kept, and holds from the next start on.
                (late as PlanChange)?.Answer?.TrySetResult(true);
            }

            state.Forget(clock.Now);
            TakeTurn(isLast: true);
        }
    }

    /// <summary>Takes what is there.</summary>
    /// <param name="taken">Gets the answers that are due after the turn.</param>
    /// <returns>
    /// True if nothing of it is in a hurry, and a battery that is heard has told nothing since the last turn: only answers of batteries that were heard before can wait, and
    /// nobody waits for them.
    /// </returns>
    private bool Drain(List<TaskCompletionSource<bool>> taken)
    {
        bool mayWait = true;
        while (events.TryRead(out ILoopEvent? next))
        {
            if (next is WriteRequest request && !request.TryClaim())
            {
                // Whoever wrote it has been told that it was refused.
                continue;
            }

            if (next is MemberUpdate update)
            {
                mayWait &= Take(update);
                continue;
            }

            mayWait = false;
            if (next is MemberRemark remark)
            {
                state.Take(remark.Number, remark.Remark, clock.Now);
            }
            else if (next is SystemVoltageSeen seen)
            {
                state.Take(seen.Voltages, clock.Now);
            }
            else if (next is PlanChange change)
            {
                Take(change);
                if (change.Answer is { } shown)
                {
                    taken.Add(shown);
                }
            }
            else if (next is WriteRequest write)
            {
                if (Take(write))
                {
                    taken.Add(write.Answer);
                }
                else
                {
                    write.Answer.TrySetResult(false);
                }
            }
        }

        return mayWait && IsAnyMissing();
    }

    private bool IsAnyMissing()
    {
        for (int i = 0; i < _isHeard.Length; i++)
        {
            if (_isHeard[i] && !_hasTold[i])
            {
                return true;
            }
        }

        return false;
    }

    /// <returns>True if that can wait: an answer of a battery that was heard before.</returns>
    private bool Take(MemberUpdate told)
    {
        int index = told.Number - 1;
        (bool wasHeard, _isHeard[index], _hasTold[index]) = (_isHeard[index], told.Update.Status.IsLive, true);
        ServedMember member = members[index];
        state.Take(told.Number, told.Update, clock.Now);
        member.Served?.Take(told.Update);
        member.LinkWatcher?.Invoke(told.Update.Status);
        if (member.Judge?.Look(told.Update.Snapshot) is { } judgement)
        {
            state.Take(told.Number, judgement, clock.Now);
        }

        return wasHeard && _isHeard[index];
    }

    private void Take(PlanChange change)
    {
        state.Take(change.Plan, clock.Now);
        for (int i = 0; i < members.Count; i++)
        {
            members[i].Take(change.Plan.Members[i], change.Screen.InForce.Batteries[i]);
        }
    }

    private bool Take(WriteRequest write)
    {
        if (write.Battery == 0)
        {
            return state.Write(write.Path, write.Value);
        }

        ServedMember member = members[write.Battery - 1];

        // Before the state is told, and not by it: the poller lets go of its link from there, and the state is locked while it is told.
        bool isLinkFree = PhoneRelease.Asked(write.Path, write.Value) is { } time && member.Served is { } served && served.LetPhoneIn(time);
        return state.Write(write.Battery, write.Path, write.Value, write.At, member.Pass, isLinkFree);
    }

    private void TakeTurn(bool isLast = false)
    {
        BankTurn turn = state.TakeTurn(clock.Now, clock.Wall);
        for (int i = 0; i < publishers.Count; i++)
        {
            publishers[i].Publish(turn);
        }

        Decided?.Invoke(turn.Outcome, isLast ? null : state.Memory);
    }

    /// <summary>Waits for another event, but not beyond the moment a value gets too old.</summary>
    private async Task<bool> ComesMoreAsync(MonotonicTime until, CancellationToken cancellationToken)
    {
        MonotonicTime now = clock.Now;
        TimeSpan wait = until - now;
        wait = state.NextTurnIn(now) is { } expiry && expiry < wait ? expiry : wait;
        return wait > TimeSpan.Zero && await TimedWait.ForAsync(events, wait, clock.TimeProvider, cancellationToken) is true;
    }

    /// <summary>Waits for an event, for the moment a value gets too old or a message is due, or for the next sign of life.</summary>
    /// <returns>True if a turn is due.</returns>
    private async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        MonotonicTime now = clock.Now;
        TimeSpan? expiry = state.NextTurnIn(now);
        TimeSpan wait = LoopWatchdog.BeatEvery;
        for (int i = 0; i < publishers.Count; i++)
        {
            wait = publishers[i].NextSendIn(now) + s_timerResolution is { } sending && sending < wait ? sending : wait;
        }

        bool isExpiryNext = expiry <= wait;
        wait = isExpiryNext ? expiry!.Value : wait;
        if (await TimedWait.ForAsync(events, wait, clock.TimeProvider, cancellationToken) is not null)
        {
            return true;
        }

        // A value got too old: that is a reason for a turn, also if the process stood still and it was to be another one. A message that is due is none, and a
        // sign of life neither.
        if (isExpiryNext || state.NextTurnIn(clock.Now) <= TimeSpan.Zero)
        {
            return true;
        }

        for (int i = 0; i < publishers.Count; i++)
        {
            publishers[i].Send();
        }

        return false;
    }
}
