using BtBattery.Aggregation.Alarms;
using BtBattery.Aggregation.Charging.Voltage;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging;

/// <summary>What holds when the limits could not be worked out, which is a bug: nothing may flow, and everybody can see why.</summary>
internal static class SafeFloor
{
    /// <summary>What is remembered after it: limits that were taken back rise by hold and ramp.</summary>
    public static BankMemory After(BankMemory before, double volts, MonotonicTime now) => before with
    {
        Voltage = before.Voltage with { Volts = volts, HeldDownAt = now, At = now },
        Currents = before.Currents with { Charge = new(0, now, null), Discharge = new(0, now, null) },
    };

    /// <summary>Makes it. Nothing measured goes into it, since a reading may be what the program could not cope with.</summary>
    public static BankOutcome Of(
        BankControlSettings settings, BankMemory memory, ReadOnlySpan<MemberView> members, ReadOnlySpan<MemberHint> hints, MonotonicTime now, Exception exception)
    {
        var silent = new MemberView[members.Length];
        var situations = new MemberSituation[members.Length];
        var loss = new LossMemory[members.Length];
        for (int i = 0; i < silent.Length; i++)
        {
            MemberMemory remembered = i < memory.Members.Count ? memory.Members[i] : MemberMemory.Empty;
            silent[i] = members[i] with { Snapshot = BatterySnapshot.Empty, KnownCellCount = settings.CellCounts[i] ?? remembered.Cells };
            situations[i] = new() { Label = members[i].Label, SilentFor = null, HasAnswered = false, SinceStart = hints[i].SinceStart };
            loss[i] = remembered.Loss;
        }

        BankView view = BankMerge.Merge(settings.Wiring, silent);
        double? blocked = memory.WereLimitsValid ? BankVolts.Of(view, settings.Voltage.Batteries, out _)?.Blocked : null;
        var zero = Limit.Of([new Candidate(LimitCause.Error, 0)]);
        var nothing = Limit.Invalid(new Candidate(LimitCause.Error, 0));
        return new()
        {
            View = view,
            Verdict = LossEvaluator.Evaluate(settings.Wiring, settings.Times, situations, loss, settings.WakeAmps, now),
            Members = [],
            ChargeVoltage = blocked is double volts ? Limit.Of([new Candidate(LimitCause.Error, Math.Min(volts, memory.Voltage.Volts ?? volts))]) : nothing,
            ChargeCurrent = blocked is null ? nothing : zero,
            DischargeCurrent = blocked is null ? nothing : zero,
            Stage = ChargeStage.Unknown,
            LowVolts = null,
            Problems = [],
            Risks = [],
            Alarms = AlarmWatch.Standing(memory.Alarms),
            CellAlerts = memory.CellAlerts,
            Error = exception,
        };
    }
}
