namespace BtBattery.Bench;

/// <summary>
/// No battery carries more than its own limit for longer than two cycles of the system and the age of the readings: 12 s. Its own limit is what the
/// owner's curves leave to it as it truly is. It counts while the system obeys what it was told, and while what packs exchange among each other
/// is not more than half of that limit; what a shunt hides of a current that it shows to be within the limit does not count, nor what the system tells chargers to give
/// for a load that has just ended.
/// </summary>
/// <param name="owner">What the owner configured.</param>
internal sealed class MemberCurrent(OwnersLimits owner) : IOracle
{
    private const string Title = "member-current";

    private readonly OwnCurves _curves = new(owner, hasRoom: true);
    private readonly Spells _charging = new(Title, owner.Count, Bounds.Reaction);
    private readonly Spells _discharging = new(Title, owner.Count, Bounds.Reaction);

    public string Name => Title;

    public void Look(Sight sight)
    {
        for (int i = 0; i < sight.Packs.Count; i++)
        {
            PackSight pack = sight.Packs[i];
            Judge(_charging, i, sight, pack, 1, _curves.Charge(i, pack), pack.IsChargedBySystem && sight.IsChargeAllowed && !sight.System.FeedsIn);
            Judge(_discharging, i, sight, pack, -1, _curves.Discharge(i, pack), pack.IsDischargedBySystem && sight.IsDischargeAllowed);
        }
    }

    public IReadOnlyList<Violation> End() => [.. _charging.End().Concat(_discharging.End()).OrderBy(violation => violation.At)];

    private static void Judge(Spells spells, int index, Sight sight, PackSight pack, int sign, double limit, bool counts)
    {
        double amps = Math.Min(sign * pack.Amps, sign * pack.ShownAmps);
        double over = amps - limit * (1 + Bounds.ShuntPart) - Bounds.RoundingAmps / 2 - (sign > 0 ? sight.System.LoadLagAmps : 0);
        if (!(over > 0) || !counts || sign * pack.AmpsAlone > limit / 2)
        {
            spells.Good(index, sight.Now);
        }
        else if (spells.IsWorse(index, sight.Now, over))
        {
            spells.Tell(index, sight.Now, over, FormattableString.Invariant(
                $"Battery {pack.Number} carries {pack.Amps:F1} A for more than {Bounds.Reaction.TotalSeconds:F0} s, and its own limit is {sign * limit:F1} A; allowed were {Words.Of(sight.Acted)}."));
        }
    }
}
