using BtBattery.Aggregation.Wiring;

namespace BtBattery.Bench;

/// <summary>
/// While a battery in parallel is switched off, says so, and stands apart from the others by more than RECONNECT_VOLTAGE_DIFFERENCE, the others are not driven further away from it for
/// longer than 12 s by a current that was allowed: when it switches on again, the difference is what drives the current between them. Packs are compared by the
/// sums of their cells without what their currents add at once: with that the battery takes its share of the current of the bank when it switches on, which is
/// bounded by what was allowed, and without it what flows from pack to pack.
/// </summary>
/// <param name="owner">What the owner configured.</param>
internal sealed class DrivenApart(OwnersLimits owner) : IOracle
{
    private const string Title = "driven-apart";

    /// <summary>V: what boards measure wrongly, and what resistances are learned wrongly by.</summary>
    private const double Room = 0.1;

    private readonly Spells _spells = new(Title, owner.Count, Bounds.Reaction);

    public string Name => Title;

    public void Look(Sight sight) => Look(owner.Settings.Wiring, sight);

    public IReadOnlyList<Violation> End() => _spells.End();

    private void Look(BankNode node, Sight sight)
    {
        if (node is not BankJoint joint)
        {
            return;
        }

        for (int i = 0; i < joint.Parts.Count; i++)
        {
            if (joint.Parts[i] is BankMember member && !joint.IsSeries)
            {
                Judge(sight, sight.Packs[member.Number - 1], joint);
            }
            else
            {
                Look(joint.Parts[i], sight);
            }
        }
    }

    /// <summary>V of those in parallel that are on.</summary>
    private static double[] OthersOf(BankJoint joint, Sight sight) =>
        [.. joint.Parts.OfType<BankMember>().Select(member => sight.Packs[member.Number - 1]).Where(pack => pack.ChargeFet && pack.DischargeFet).Select(pack => pack.RestVolts)];

    private void Judge(Sight sight, PackSight pack, BankJoint joint)
    {
        int index = pack.Number - 1;
        bool isOff = pack is { TellsChargeOpen: true, TellsDischargeOpen: true, ChargeFet: false, DischargeFet: false } && pack.Silence <= Bounds.DataAge;
        double[] others = isOff ? OthersOf(joint, sight) : [];
        double apart = others.Length > 0 ? pack.RestVolts - others.Average() : 0;
        bool isDriven = apart > 0 ? sight.Amps < -Bounds.IdleAmps && sight.IsDischargeAllowed : sight.Amps > Bounds.IdleAmps && sight.IsChargeAllowed;
        double beyond = Math.Abs(apart) - owner.Settings.Currents.Reconnect.DifferenceVolts - Room;
        if (!isDriven || !(beyond > 0))
        {
            _spells.Good(index, sight.Now);
        }
        else if (_spells.IsWorse(index, sight.Now, beyond))
        {
            _spells.Tell(index, sight.Now, beyond, FormattableString.Invariant(
                $"Battery {pack.Number} is switched off and {Math.Abs(apart):F2} V {(apart > 0 ? "above" : "below")} the others, and {Math.Abs(sight.Amps):F1} A drive them further apart; allowed were {Words.Of(sight.Acted)}."));
        }
    }
}
