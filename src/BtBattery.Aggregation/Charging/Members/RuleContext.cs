using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging.Members;

/// <summary>What the rules of one battery have in common in one turn.</summary>
/// <param name="Member">The battery.</param>
/// <param name="Settings">What the owner says.</param>
/// <param name="ChargeAmps">The largest charge current, of which the curves leave a part, A.</param>
/// <param name="DischargeAmps">The largest discharge current, A.</param>
internal readonly record struct RuleContext(MemberView Member, MemberLimitSettings Settings, double ChargeAmps, double DischargeAmps)
{
    /// <summary>
    /// What is left of discharging while a reading that would stop it awaits a second frame, as a share of the largest current, and never less than
    /// <see cref="AwaitingAmps"/>. It must not be more than any reading would leave that is believed at once, or not knowing would allow more than knowing; and it must be
    /// more than 0, since an inverter stops at 0 only. Ours.
    /// </summary>
    private const double AwaitingShare = 0.05;

    /// <summary>Systems round limits to whole amperes. See <see cref="AwaitingShare"/>.</summary>
    private const double AwaitingAmps = 1;

    private const string AwaitingNote = "a single reading that awaits a second one";

    public int Battery => Member.Number;

    public MonotonicTime Now => Member.Now;

    public bool IsLeftOut(SafetyRule rule) => Settings.LeftOut == rule;

    public Candidate Charge(LimitCause cause, double fraction, double? reading, int number = 0) => new(cause, fraction * ChargeAmps, reading, Battery, number);

    public Candidate Discharge(LimitCause cause, double fraction, double? reading, int number = 0) => new(cause, fraction * DischargeAmps, reading, Battery, number);

    /// <summary>A candidate for discharging once one odd reading has been told from a real one.</summary>
    /// <param name="raw">What the reading leaves.</param>
    /// <param name="curve">The curve it comes from.</param>
    /// <param name="frame">The moment of its frame; null if there is none that is fresh.</param>
    /// <param name="doubt">Goes on to the next turn.</param>
    public Candidate Settled(in Candidate raw, LimitCurve curve, MonotonicTime? frame, ref OddReading doubt)
    {
        double held = Math.Min(curve.LeastAboveZero * DischargeAmps, Math.Max(AwaitingAmps, AwaitingShare * DischargeAmps));
        doubt = doubt.After(raw.Value < held, frame, Now);
        return doubt.IsAwaiting && !IsLeftOut(SafetyRule.OddReadings) ? raw with { Value = held, Note = AwaitingNote } : raw;
    }
}
