using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Wiring;
using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Bench;

/// <summary>
/// A battery that conducts and has not answered for long is not charged or discharged on anybody's word: from the time that LOSS_POLICY says the
/// charge limit of its bank is at most WAKE_CURRENT and the discharge limit 0, or both are invalid; a string that lacks it for longer has no limits at
/// all. And chargers are told to stop before nobody tells them anything: before all three limits become invalid together, both currents
/// were 0 for 9 s since anything was allowed last, unless the driver itself went.
/// </summary>
/// <param name="owner">What the owner configured.</param>
internal sealed class SilentMember(OwnersLimits owner) : IOracle
{
    private const string Title = "silent-battery";

    /// <summary>A turn of the driver, and a second of the one who looks.</summary>
    private static readonly TimeSpan s_slack = TimeSpan.FromSeconds(3);

    private readonly Spells _allowed = new(Title, owner.Count, s_slack);
    private readonly Spells _apart = new(Title, 1, TimeSpan.Zero);
    private readonly Spells _claimed = new(Title, 1, TimeSpan.Zero);
    private TimeSpan? _zeroSince;
    private TimeSpan? _allowedAt;

    public string Name => Title;

    public void Look(Sight sight)
    {
        for (int i = 0; i < sight.Packs.Count; i++)
        {
            JudgeSilence(sight, i);
        }

        JudgeEnd(sight);
        JudgeClaim(sight);
    }

    public IReadOnlyList<Violation> End() => [.. _allowed.End().Concat(_apart.End()).Concat(_claimed.End()).OrderBy(violation => violation.At)];

    private void JudgeSilence(Sight sight, int index)
    {
        PackSight pack = sight.Packs[index];
        LossTimes times = owner.Settings.Times[index];
        double charge = sight.Published.Ccl ?? 0;
        double discharge = sight.Published.Dcl ?? 0;
        bool isTooMuch = sight.Published.IsBms && pack.Silence is { } silence && (pack.ChargeFet || pack.DischargeFet)
            && ((silence > times.ChargeBlockedFrom && charge > owner.Settings.WakeAmps)
                || (silence > times.BlockedFrom && times.Policy != LossPolicy.KeepSailing && discharge > 0)
                || (silence > (times.AsleepUntil ?? times.ExcusedUntil) && (charge > 0 || discharge > 0)));
        if (!isTooMuch)
        {
            _allowed.Good(index, sight.Now);
        }
        else if (_allowed.IsWorse(index, sight.Now, 0))
        {
            _allowed.Tell(index, sight.Now, 0, FormattableString.Invariant(
                $"Battery {pack.Number} has not answered for {pack.Silence!.Value.TotalSeconds:F0} s, and allowed are {Words.Of(sight.Published)}."));
        }
    }

    private void JudgeEnd(Sight sight)
    {
        PublishedLimits now = sight.Published;
        bool isWhole = now is { Cvl: not null, Ccl: not null, Dcl: not null };
        if (now.IsThere && !isWhole && now is not { Cvl: null, Ccl: null, Dcl: null } && _apart.IsWorse(0, sight.Now, 1))
        {
            _apart.Tell(0, sight.Now, 1, $"One limit is invalid without the others: {Words.Of(now)}.");
        }
        else if (now.IsThere && !isWhole && sight.Now - _allowedAt < LossTimes.LeastBlocked && _apart.IsWorse(0, sight.Now, 0))
        {
            _apart.Tell(0, sight.Now, 0, "The limits became invalid, and the currents had not been 0 for 9 s before.");
        }
        else
        {
            _apart.Good(0, sight.Now);
        }

        _allowedAt = !now.IsThere ? null : now is { Ccl: > 0 } or { Dcl: > 0 } ? sight.Now : _allowedAt;
        _zeroSince = now is { IsThere: true, Ccl: 0, Dcl: 0 } ? _zeroSince ?? sight.Now : null;
    }

    /// <summary>Once nothing flows for a battery without which the bank is none, and it is silent for longer than LOSS_POLICY waits, nothing is claimed any more.</summary>
    private void JudgeClaim(Sight sight)
    {
        TimeSpan patience = LossTimes.LeastBlocked + s_slack;
        PackSight? lost = sight.Packs.FirstOrDefault(pack => IsNeeded(owner.Settings.Wiring, pack.Number) && pack.Silence > owner.Settings.Times[pack.Number - 1].GoneFrom + patience);
        if (lost is null || !sight.Published.IsBms || !(sight.Now - _zeroSince > patience))
        {
            _claimed.Good(0, sight.Now);
        }
        else if (_claimed.IsWorse(0, sight.Now, 0))
        {
            _claimed.Tell(0, sight.Now, 0, FormattableString.Invariant(
                $"Battery {lost.Number}, without which nothing flows, has not answered for {lost.Silence!.Value.TotalSeconds:F0} s, and limits are still claimed: {Words.Of(sight.Published)}."));
        }
    }

    private static bool IsNeeded(BankNode node, int battery) =>
        node is not BankJoint joint || (joint.IsSeries && joint.Parts.Any(part => part.Members.Any(member => member.Number == battery) && IsNeeded(part, battery)));
}
