using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.LossPolicies;

/// <summary>
/// What was known of a battery in its last turn with data, kept over a restart of the program: so a driver that comes back within the hold time goes on with the
/// limits of the held phase, instead of telling chargers that there is no battery.
/// </summary>
/// <param name="At">The moment of its last frame; null once the machine was started anew, for then nobody knows how long ago that is.</param>
/// <param name="WasMidRange">As <see cref="MemberSituation.WasMidRange"/>.</param>
/// <param name="WasWarm">As <see cref="MemberSituation.WasWarm"/>.</param>
/// <param name="ChargeFet">Its charge FET.</param>
/// <param name="DischargeFet">Its discharge FET.</param>
/// <param name="LastChargeAmps">As <see cref="MemberSituation.LastChargeAmps"/>.</param>
/// <param name="LastDischargeAmps">As <see cref="MemberSituation.LastDischargeAmps"/>.</param>
public sealed record LastSeen(
    MonotonicTime? At, bool WasMidRange, bool WasWarm, FetState ChargeFet, FetState DischargeFet, double? LastChargeAmps, double? LastDischargeAmps)
{
    /// <summary>What is to be kept of a battery.</summary>
    /// <param name="member">What is known of it in this turn, with its last limits.</param>
    /// <param name="before">What was to be kept in the turn before; null for nothing.</param>
    /// <param name="now">The moment of this turn.</param>
    public static LastSeen? Of(MemberSituation member, LastSeen? before, MonotonicTime now)
    {
        ArgumentNullException.ThrowIfNull(member);
        return member is { HasAnswered: true, SilentFor: { } silence }
            ? new(
                new MonotonicTime(now.SinceOrigin - silence),
                member.WasMidRange,
                member.WasWarm,
                member.ChargeFet,
                member.DischargeFet,
                member.LastChargeAmps,
                member.LastDischargeAmps)
            : before;
    }

    /// <summary>The situation of a battery that has not answered to this process yet, with what the process before knew of it.</summary>
    /// <param name="member">What this process knows.</param>
    /// <param name="now">The moment of this turn.</param>
    public MemberSituation Recall(MemberSituation member, MonotonicTime now)
    {
        ArgumentNullException.ThrowIfNull(member);
        return member.HasAnswered || At is not { } at || at > now
            ? member
            : member with
            {
                SilentFor = now - at,
                WasMidRange = WasMidRange,
                WasWarm = WasWarm,
                ChargeFet = ChargeFet,
                DischargeFet = DischargeFet,
                LastChargeAmps = LastChargeAmps,
                LastDischargeAmps = LastDischargeAmps,
            };
    }

    /// <summary>
    /// The view of a battery that has not answered to this process yet, with the FETs as they were: whoever asks whether it conducts gets the answer of its last frame, with
    /// that frame's moment.
    /// </summary>
    /// <param name="member">What this process knows.</param>
    public MemberView Recall(MemberView member)
    {
        ArgumentNullException.ThrowIfNull(member);
        return At is not { } at || at > member.Now || member.Snapshot.Voltage is not null
            ? member
            : member with { Snapshot = member.Snapshot with { ChargeFetOn = OfFet(ChargeFet, at), DischargeFetOn = OfFet(DischargeFet, at) } };
    }

    private static Measured<bool>? OfFet(FetState fet, MonotonicTime at) => fet == FetState.Unknown ? null : new(fet == FetState.Closed, at);
}
