using BtBattery.Aggregation.Alarms;
using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Charging.RightBanks;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Wiring;
using BtBattery.Driver.Flights;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Publish;

namespace BtBattery.Driver.Run;

/// <summary>
/// What the loop knows of a bank: each of its batteries, and what was decided about them together. It has no clock and no channel: it is told what happens,
/// each time with the moment. Told the same again, it makes the same turns again.
/// </summary>
public sealed class BankState
{
    /// <summary>Limits of a silent battery become less with every second.</summary>
    private static readonly TimeSpan s_step = TimeSpan.FromSeconds(1);

    /// <summary>What is left of them while a battery is presumed asleep does so over hours.</summary>
    private static readonly TimeSpan s_slowStep = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan s_timerResolution = TimeSpan.FromMilliseconds(1);

    private readonly string _id;
    private readonly DriverState[] _members;
    private readonly FlightRecorder? _recorder;
    private readonly Lock _sync = new();
    private BankPlan _plan;
    private BankMemory _memory = BankMemory.Empty;
    private SystemVoltages? _system;
    private string _customName = "";
    private int _instance;
    private BankTurn? _lastTurn;

    /// <summary>Nothing known yet.</summary>
    /// <param name="plan">What the bank is made of.</param>
    /// <param name="version">Version of the driver.</param>
    /// <param name="started">When it started.</param>
    /// <param name="recorders">Told everything that is told of each battery, battery 1 first; empty for none.</param>
    public BankState(BankPlan plan, string version, MonotonicTime started, params IReadOnlyList<FlightRecorder> recorders)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(recorders);
        (_plan, _id, _instance) = (plan, plan.Id, plan.DeviceInstance);
        _members = new DriverState[plan.Members.Count];

        // What concerns all of several batteries stands in the recording of none.
        _recorder = plan.Members.Count == 1 && recorders is [var only] ? only : null;
        for (int i = 0; i < _members.Length; i++)
        {
            _members[i] = new(plan.Members[i], version, started, i < recorders.Count ? recorders[i] : null);
        }
    }

    /// <summary>The batteries; battery 1 first.</summary>
    internal IReadOnlyList<DriverState> Members => _members;

    /// <summary>What is remembered after the last turn, to be kept over a restart.</summary>
    internal BankMemory Memory => _memory;

    /// <summary>True once the voltage of the bank was compared with that of other devices, and agreed. Any thread may ask.</summary>
    public bool IsCompared => Volatile.Read(ref _memory).RightBank.State == RightBankState.Agreed;

    /// <summary>The poller of a battery told something.</summary>
    /// <param name="number">Number of the battery, from 1.</param>
    /// <param name="update">What.</param>
    /// <param name="at">When it was taken.</param>
    public void Take(int number, BatteryUpdate update, MonotonicTime at) => _members[number - 1].Take(update, at);

    /// <summary>There is something to show.</summary>
    /// <param name="number">Number of the battery it is about, from 1; 0 for all.</param>
    /// <param name="remark">What.</param>
    /// <param name="at">When it was taken.</param>
    public void Take(int number, Remark remark, MonotonicTime at)
    {
        for (int i = 0; i < _members.Length; i++)
        {
            if (number == 0 || number == i + 1)
            {
                _members[i].Take(remark, at);
            }
        }
    }

    /// <summary>Other devices were asked for their voltage.</summary>
    /// <param name="voltages">What they said.</param>
    /// <param name="at">When it was taken.</param>
    public void Take(SystemVoltages voltages, MonotonicTime at)
    {
        ArgumentNullException.ThrowIfNull(voltages);
        lock (_recorder?.Sync ?? _sync)
        {
            _recorder?.SystemVoltage(voltages, at);
            _system = voltages;
        }
    }

    /// <summary>Settings were changed on the screen; what is decided by them is not recorded, as the decisions are not.</summary>
    /// <param name="plan">The same batteries, wired as before.</param>
    /// <param name="at">When that was taken.</param>
    public void Take(BankPlan plan, MonotonicTime at)
    {
        ArgumentNullException.ThrowIfNull(plan);
        for (int i = 0; i < _members.Length; i++)
        {
            (DriverOptions before, DriverOptions after) = (_plan.Members[i], plan.Members[i]);
            if (before.PollInterval != after.PollInterval || before.LimitPolicy != after.LimitPolicy)
            {
                _members[i].Take(after.PollInterval, after.LimitPolicy, at);
            }
        }

        _plan = plan;
    }

    /// <summary>A client writes a path of a battery.</summary>
    /// <param name="number">Number of the battery, from 1.</param>
    /// <param name="leaf">The path as that battery has it alone, known to be writable.</param>
    /// <param name="value">The value, of the path's type.</param>
    /// <param name="at">When it arrived.</param>
    /// <param name="pass">Passes a confirmed wish on; false if there is no room for it.</param>
    /// <param name="isLinkFree">True if the link was released, or taken back, as <see cref="PhoneRelease.Asked"/> understands this write.</param>
    /// <returns>True if it was taken.</returns>
    public bool Write(int number, string leaf, ItemValue value, MonotonicTime at, Func<SwitchWish, bool> pass, bool isLinkFree) =>
        _members[number - 1].Write(leaf, value, at, pass, isLinkFree);

    /// <summary>A client writes a path of the bank itself, or the settings say so.</summary>
    /// <returns>True if it was taken.</returns>
    public bool Write(string path, ItemValue value)
    {
        switch (path)
        {
            case DriverState.CustomNamePath when DriverState.IsCustomName(value.AsText):
                _customName = value.AsText;
                return true;
            case DriverState.InstancePath:
                _instance = value.AsInteger;
                return true;
            default:
                return false;
        }
    }

    /// <summary>The driver ends: nothing measured holds any more, nor what was known before, nor any alarm.</summary>
    public void Forget(MonotonicTime at)
    {
        Volatile.Write(ref _memory, _memory with { Alarms = AlarmMemory.Empty, Members = [.. _memory.Members.Select(member => member with { Seen = null })] });
        foreach (DriverState member in _members)
        {
            member.Forget(at);
        }
    }

    /// <summary>Everything to publish now.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="wall">What the wall clock says; null while it cannot be believed.</param>
    public BankTurn TakeTurn(MonotonicTime now, WallTime? wall = null)
    {
        var turns = new Turn[_members.Length];
        for (int i = 0; i < turns.Length; i++)
        {
            turns[i] = _members[i].TakeTurn(now);
        }

        (_lastTurn, _memory) = Decide(_plan, turns, _memory, now, wall);
        return _lastTurn;
    }

    /// <summary>Time until something published gets too old or changes by itself; null if nothing is pending.</summary>
    public TimeSpan? NextTurnIn(MonotonicTime now)
    {
        TimeSpan? next = null;
        foreach (DriverState member in _members)
        {
            next = Sooner(next, member.NextTurnIn(now));
        }

        return _lastTurn is { } last ? Sooner(next, NextDecisionIn(last, now)) : next;
    }

    /// <summary>Begins with what still holds of what was remembered before the program was started; before the first turn.</summary>
    /// <param name="kept">What was kept.</param>
    /// <param name="now">The moment of the start, on the clock on which moments of it are.</param>
    public void Resume(BankMemory kept, MonotonicTime now)
    {
        ArgumentNullException.ThrowIfNull(kept);
        Volatile.Write(ref _memory, kept.AfterRestart(_plan.Control.Wiring, _plan.Control.Times, now));
    }

    /// <summary>Goes on from what was remembered.</summary>
    internal void Restore(int number, DriverMemory memory) => _members[number - 1].Restore(memory);

    private static TimeSpan? Sooner(TimeSpan? one, TimeSpan? other) => one is null || other < one ? other ?? one : one;

    private static SilenceReason ReasonOf(Turn turn, DriverOptions options) => turn.Link switch
    {
        LinkState.Released => SilenceReason.Released,

        // The driver needs its time to come back: whoever wanted the release wants no stop at its end.
        _ when turn.UnaskedSilence < turn.Silence && turn.UnaskedSilence <= turn.LinkAlarmAfter => SilenceReason.Released,
        LinkState.Asleep => SilenceReason.Asleep,
        _ when options.IntermittentInterval is not null => SilenceReason.Intermittent,
        _ => SilenceReason.Unexplained,
    };

    private static TimeSpan? NextDecisionIn(BankTurn last, MonotonicTime now)
    {
        // A reading that nobody confirms is believed after some seconds, also if nothing arrives any more.
        TimeSpan? next = last.Outcome.AskAgain != 0 ? last.Now + s_step - now : null;

        // What was due at the last turn, or before, it has seen.
        next = last.Outcome.Alarms.NextChange is { } change && change >= last.Now ? Sooner(next, change + s_timerResolution - now) : next;

        // Minutes in which nothing was heard are counted too.
        next = last.Outcome.CellMonitor?.NextMinute(last.Now) is { } minute ? Sooner(next, minute - now) : next;
        foreach (MemberVerdict verdict in last.Outcome.Verdict.Members)
        {
            MonotonicTime? due = verdict.Condition switch
            {
                MemberCondition.Starting => last.First.Started + LossTimes.NeverSeenAfter + s_timerResolution,
                MemberCondition.Live or MemberCondition.NeverSeen or MemberCondition.Gone => null,
                MemberCondition.Asleep => last.Now + s_slowStep,
                _ => last.Now + s_step,
            };
            next = Sooner(next, due - now);
        }

        return next < TimeSpan.Zero ? TimeSpan.Zero : next;
    }

    /// <summary>The batteries as they were merged: with what is remembered or counted of them.</summary>
    private static void Collect(BankView part, MemberView[] views)
    {
        if (part.Member is { } member)
        {
            views[member.Number - 1] = member;
        }

        for (int i = 0; i < part.Parts.Count; i++)
        {
            Collect(part.Parts[i], views);
        }
    }

    private (BankTurn Turn, BankMemory Memory) Decide(BankPlan plan, Turn[] turns, BankMemory memory, MonotonicTime now, WallTime? wall)
    {
        var views = new MemberView[turns.Length];
        Span<MemberHint> hints = stackalloc MemberHint[BankNode.MostMembers];
        for (int i = 0; i < turns.Length; i++)
        {
            (Turn turn, DriverOptions options) = (turns[i], plan.Members[i]);
            views[i] = new MemberView
            {
                Number = i + 1,
                Address = turn.Address,
                Name = turn.CustomName,
                Snapshot = turn.Battery,
                Status = turn.Status,
                Now = now,
                Deadline = turn.DataTimeout,
                ConfiguredAh = plan.Control.Members[i].OwnersAh,
                NominalCellVolts = options.NominalCellVolts,
            };
            hints[i] = new MemberHint(ReasonOf(turn, options), HasAnswered: turn.Battery.Voltage is not null, turn.Started.AgeAt(now));
        }

        var control = new BankControl(plan.Control, memory);
        BankOutcome outcome = control.Decide(views, hints[..turns.Length], _system, now, wall);
        BankMemory after = control.Memory;
        Collect(outcome.View, views);
        var turnOfBank = new BankTurn
        {
            Now = now,
            Members = turns,
            Views = views,
            Outcome = outcome,
            PublishesLimits = plan.PublishLimits,
            Screen = plan.Screen,
            Id = _id,
            CustomName = _customName,
            BankInstance = _instance,
            LookAt = (turn, at) => Decide(plan, [.. turn.Members.Select(member => member.At(at))], after, at, wall).Turn,
        };
        return (turnOfBank, after);
    }
}
