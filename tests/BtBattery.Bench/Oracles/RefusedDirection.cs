using BtBattery.Aggregation.Wiring;

namespace BtBattery.Bench;

/// <summary>
/// Nothing is promised in a direction that the batteries refuse: while every way through the bank is shut by a BMS that says so, the limit of that direction is 0, from
/// 12 s after it was shut. An inverter that counts on a current which nobody gives switches off with an alarm, and a charger that gets no current away drives the voltage up.
/// </summary>
/// <param name="owner">What the owner configured: how the bank is wired.</param>
internal sealed class RefusedDirection(OwnersLimits owner) : IOracle
{
    private const string Title = "refused-direction";

    private readonly Spells _spells = new(Title, 2, Bounds.Reaction);

    public string Name => Title;

    public void Look(Sight sight)
    {
        Judge(0, sight, sight.Published.Ccl, "charging", pack => pack is { ChargeFet: false, TellsChargeOpen: true });
        Judge(1, sight, sight.Published.Dcl, "discharging", pack => pack is { DischargeFet: false, TellsDischargeOpen: true });
    }

    public IReadOnlyList<Violation> End() => _spells.End();

    private void Judge(int subject, Sight sight, double? limit, string direction, Func<PackSight, bool> isOpen)
    {
        if (limit is not > 0 || !IsShut(owner.Settings.Wiring, sight.Packs, isOpen))
        {
            _spells.Good(subject, sight.Now);
        }
        else if (_spells.IsWorse(subject, sight.Now, limit.Value))
        {
            _spells.Tell(subject, sight.Now, limit.Value, FormattableString.Invariant(
                $"The BMSs let no current through for {direction} and say why, and {limit.Value:F1} A are allowed."));
        }
    }

    /// <summary>Whoever is silent, or does not know itself that its FET is open, cannot be blamed on the controller.</summary>
    private static bool IsShut(BankNode node, IReadOnlyList<PackSight> packs, Func<PackSight, bool> isOpen) => node switch
    {
        BankJoint { IsSeries: true } joint => joint.Parts.Any(part => IsShut(part, packs, isOpen)),
        BankJoint joint => joint.Parts.All(part => IsShut(part, packs, isOpen)),
        BankMember member => packs[member.Number - 1] is var pack && pack.Silence <= Bounds.DataAge && isOpen(pack),
        _ => false,
    };
}
