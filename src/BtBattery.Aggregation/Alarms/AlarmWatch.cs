using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Charging.Currents;
using BtBattery.Aggregation.Charging.Members;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Alarms;

/// <summary>
/// The alarms of a bank and of each of its batteries, from what BMSs say and from the driver's own thresholds. Pure; no limit depends on it: what a BMS reports and
/// what cells show acts on the limits in the same turn, whatever is shown here.
/// </summary>
public static class AlarmWatch
{
    /// <summary>Works them out.</summary>
    /// <param name="bank">The bank in this turn.</param>
    /// <param name="members">Its batteries; battery 1 first.</param>
    /// <param name="settings">How the bank is controlled.</param>
    /// <param name="facts">What was decided in this turn.</param>
    /// <param name="memory">Of the turn before; of another number of batteries it begins anew.</param>
    /// <param name="now">The moment of this turn.</param>
    public static AlarmOutcome Decide(
        BankView bank, ReadOnlySpan<MemberView> members, BankControlSettings settings, in AlarmFacts facts, AlarmMemory memory, MonotonicTime now)
    {
        ArgumentNullException.ThrowIfNull(bank);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(memory);
        IReadOnlyList<AlarmRule> rules = AlarmTable.Rules;
        var telling = new Telling[rules.Count];
        var states = new IReadOnlyList<AlarmState>[members.Length];
        MonotonicTime? next = null;
        bool isOfThese = memory.Members.Count == members.Length;
        bool isSame = isOfThese;
        for (int i = 0; i < members.Length; i++)
        {
            IReadOnlyList<AlarmState> before = isOfThese ? memory.Members[i] : [];
            states[i] = Member(members[i], i, settings, facts, before, telling, ref next, now);
            isSame &= ReferenceEquals(states[i], before);
        }

        IReadOnlyList<AlarmState> ofBank = Bank(bank, settings.Alarms, facts, memory.Bank, telling, ref next, now);
        return new(isSame && ReferenceEquals(ofBank, memory.Bank) ? memory : new() { Bank = ofBank, Members = states }, next);
    }

    /// <summary>Where nothing could be worked out: what is up stays up, and nobody can say that all is well.</summary>
    public static AlarmOutcome Standing(AlarmMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        return new(new() { Bank = Up(memory.Bank), Members = [.. memory.Members.Select(Up)] }, null);

        static AlarmState[] Up(IReadOnlyList<AlarmState> states) => [.. states.Select(state => state with { Shown = state.Shown > 0 ? state.Shown : null })];
    }

    private static IReadOnlyList<AlarmState> Member(
        MemberView member,
        int index,
        BankControlSettings settings,
        in AlarmFacts facts,
        IReadOnlyList<AlarmState> before,
        Telling[] telling,
        ref MonotonicTime? next,
        MonotonicTime now)
    {
        IReadOnlyList<AlarmRule> rules = AlarmTable.Rules;
        Measured<IReadOnlyList<ActiveProtection>>? active = member.Fresh(member.Snapshot.Protections);
        AlarmSettings wanted = settings.Alarms;
        var context = new AlarmContext(
            member, CellReading.Of(member), settings.Voltage.Batteries[index], settings.Members[index], CurrentOf(facts, index, wanted), wanted);
        AlarmState[]? changed = null;
        for (int i = 0; i < rules.Count; i++)
        {
            AlarmRule rule = rules[i];
            AlarmState state = StateOf(before, i);
            bool tells = Tells(member.Status.Reports, rule.Causes);
            bool hasOwn = wanted.HasOwn && (rule.Own is not null || (rule.Alarm == Alarm.LowVoltage && wanted.HasLimits));
            (OwnCondition own, bool isOwnKnown) = !hasOwn ? (default, false)
                : rule.Own is not { } read ? (Warned(state.Own, member, facts.LowVoltageWarnings >> index & 1), member.IsPresent)
                : Watched(state.Own, read(context), rule.Alarm == Alarm.CellImbalance ? wanted.ImbalanceDelay : rule.Delay);

            // A battery that was not recognised since the start is silent: what it said before the start stays.
            int said = !tells ? (member.Status.Reports.Count == 0 ? state.Said : 0) : active is { } fresh ? GravestOf(fresh.Value, rule.Causes) : state.Said;
            bool isKnown = tells ? active is not null : isOwnKnown;
            AlarmState heard = (state with { Said = said, Own = own })
                .WithoutForgotten(member.IsPresent && !(tells && active is not null), member.IsPresent && !isOwnKnown, now);
            AlarmState after = heard.After(heard.Level, isKnown, rule.Hold, now);
            telling[i] = telling[i].With(after.Level, isKnown, couldKnow: member.IsPresent && tells);
            next = Earliest(next, after.NextChange(after.Level, rule.Hold), now);
            Keep(before, ref changed, i, after, rules.Count);
        }

        next = Earliest(next, StaleFrom(member), now);
        return changed ?? before;
    }

    private static IReadOnlyList<AlarmState> Bank(
        BankView bank, AlarmSettings wanted, in AlarmFacts facts, IReadOnlyList<AlarmState> before, Telling[] telling, ref MonotonicTime? next, MonotonicTime now)
    {
        IReadOnlyList<AlarmRule> rules = AlarmTable.Rules;
        AlarmState[]? changed = null;
        for (int i = 0; i < rules.Count; i++)
        {
            AlarmRule rule = rules[i];
            AlarmState state = StateOf(before, i);
            (OwnCondition own, bool isOwnKnown) = rule.Alarm switch
            {
                Alarm.LowSoc when facts.WatchesLowSoc => (facts.LowSoc is { } soc ? new(soc.Value, null, null) : state.Own, facts.LowSoc is not null),
                Alarm.HighChargeCurrent when wanted.HasLimits => Watched(state.Own, OwnReadings.Current(bank.Current, facts.ChargeAmps, 1), rule.Delay),
                Alarm.HighDischargeCurrent when wanted.HasLimits => Watched(state.Own, OwnReadings.Current(bank.Current, facts.DischargeAmps, -1), rule.Delay),
                _ => (default(OwnCondition), false),
            };
            int said = telling[i].Level;
            bool isKnown = telling[i].IsKnown || (isOwnKnown && !telling[i].CouldKnow);
            AlarmState asked = (state with { Said = said, Own = own }).WithoutForgotten(isUnsaid: false, bank.Offline == 0 && !isOwnKnown, now);
            AlarmState after = asked.After(asked.Level, isKnown, rule.Hold, now);
            next = Earliest(next, after.NextChange(after.Level, rule.Hold), now);
            Keep(before, ref changed, i, after, rules.Count);
        }

        return changed ?? before;
    }

    private static (OwnCondition Own, bool IsKnown) Watched(in OwnCondition own, AlarmReading? reading, TimeSpan delay) => (own.After(reading, delay), reading?.IsWatched == true);

    /// <summary>A warning that has its own hysteresis; of a silent battery the last one stays.</summary>
    private static OwnCondition Warned(in OwnCondition own, MemberView member, int level) => member.IsPresent ? new(level, null, null) : own;

    /// <summary>What a battery may carry, where that is given to chargers.</summary>
    private static MemberCurrent? CurrentOf(in AlarmFacts facts, int index, AlarmSettings wanted) =>
        wanted.HasLimits && facts.ChargeAmps is not null && index < facts.Currents.Count ? facts.Currents[index] : null;

    private static AlarmState StateOf(IReadOnlyList<AlarmState> states, int index) => index < states.Count ? states[index] : default;

    private static void Keep(IReadOnlyList<AlarmState> before, ref AlarmState[]? changed, int index, in AlarmState after, int count)
    {
        if (changed is null && before.Count == count && before[index] == after)
        {
            return;
        }

        if (changed is null)
        {
            changed = new AlarmState[count];
            for (int i = 0; i < count; i++)
            {
                changed[i] = StateOf(before, i);
            }
        }

        changed[index] = after;
    }

    private static bool Tells(IReadOnlyList<Protection> reports, Protection[] causes)
    {
        for (int i = 0; i < reports.Count; i++)
        {
            if (Array.IndexOf(causes, reports[i]) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static int GravestOf(IReadOnlyList<ActiveProtection> active, Protection[] causes)
    {
        int level = 0;
        for (int i = 0; i < active.Count; i++)
        {
            level = Array.IndexOf(causes, active[i].Protection) >= 0 ? Math.Max(level, (int)active[i].Level) : level;
        }

        return level;
    }

    /// <summary>When the first reading that alarms look at gets too old.</summary>
    private static MonotonicTime? StaleFrom(MemberView member)
    {
        BatterySnapshot battery = member.Snapshot;
        MonotonicTime? first = null;
        foreach (MonotonicTime? at in (ReadOnlySpan<MonotonicTime?>)
            [battery.Voltage?.At, battery.Protections?.At, battery.CellVoltages?.At, battery.Temperatures?.At, battery.MosTemperature?.At, battery.Current?.At])
        {
            first = at?.AgeAt(member.Now) <= member.Deadline ? MonotonicTime.Earlier(first, at) : first;
        }

        return first + member.Deadline;
    }

    private static MonotonicTime? Earliest(MonotonicTime? one, MonotonicTime? other, MonotonicTime now) => other >= now ? MonotonicTime.Earlier(one, other) : one;

    /// <summary>What the batteries of a bank tell of one alarm together: the gravest; and that nothing is wrong only if each that is there and can tell has told so.</summary>
    private readonly record struct Telling(int Level, bool HasTold, bool HasNotTold)
    {
        public bool IsKnown => HasTold && !HasNotTold;

        public bool CouldKnow => HasNotTold;

        public Telling With(int level, bool isKnown, bool couldKnow) => new(Math.Max(Level, level), HasTold || isKnown, HasNotTold || (couldKnow && !isKnown));
    }
}
