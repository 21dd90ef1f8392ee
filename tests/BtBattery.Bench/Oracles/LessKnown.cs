using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Wiring;
using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Bench;

/// <summary>
/// Knowing less never allows more. While a battery, alone or in a string, does not answer: from 3 s after it is late no limit rises; from 3 s after its readings do not hold any
/// more both currents are no more than the share of its own limits that LOSS_POLICY keeps; and nothing at all, if one of its cells truly was outside of the middle of its range, by 10 mV, when it was
/// heard last. Of batteries in parallel the others may rise meanwhile, so that nothing is said of them here.
/// </summary>
/// <param name="owner">What the owner configured.</param>
internal sealed class LessKnown(OwnersLimits owner) : IOracle
{
    private const string Title = "knowing-less";

    /// <summary>V that a reading may be off.</summary>
    private const double CellRoom = 0.010;

    /// <summary>V and A that are no rise, but rounding.</summary>
    private const double Rounding = 0.02;

    /// <summary>A by which a limit may rise before that is told on the bus at once: what was decided while the battery was heard may be told up to 30 s later.</summary>
    private const double ToldLater = 0.5;

    /// <summary>A turn of the driver, and a second of the one who looks.</summary>
    private static readonly TimeSpan s_slack = TimeSpan.FromSeconds(3);

    private readonly OwnCurves _curves = new(owner, hasRoom: true);
    private readonly Spells _spells = new(Title, owner.Count, TimeSpan.Zero);
    private readonly Before?[] _before = new Before?[owner.Count];
    private readonly bool[] _wasInMiddle = new bool[owner.Count];

    public string Name => Title;

    public void Look(Sight sight)
    {
        if (owner.Settings.Wiring is BankJoint joint && !IsString(joint))
        {
            return;
        }

        for (int i = 0; i < sight.Packs.Count; i++)
        {
            Look(i, sight, sight.Packs[i]);
        }
    }

    public IReadOnlyList<Violation> End() => _spells.End();

    private void Look(int index, Sight sight, PackSight pack)
    {
        LossTimes times = owner.Settings.Times[index];
        CellBand band = owner.Settings.Bands[index];
        if (pack.Silence is not { } silence || silence <= times.LateAfter + s_slack || sight.Published is not { IsThere: true, Ccl: double ccl, Dcl: double dcl, Cvl: double cvl })
        {
            bool isInMiddle = pack.LowestVolts >= band.LowestVolts - CellRoom && pack.HighestVolts <= band.HighestVolts + CellRoom;
            _wasInMiddle[index] = pack.Silence <= Bounds.DataAge ? isInMiddle : _wasInMiddle[index];
            _before[index] = pack.Silence > times.LateAfter ? _before[index] : null;
            _spells.Good(index, sight.Now);
            return;
        }

        Before before = _before[index] ?? new(_curves.Charge(index, pack), _curves.Discharge(index, pack), sight.Published);
        bool isHeld = silence > times.HeldFrom + s_slack;
        LossRow held = LossTable.Find(MemberCondition.Held, MemberRole.Only, times.Policy)!;
        double charge = Ceiling(isHeld, _wasInMiddle[index], held.Charge.From, before.OwnCharge, before.Least.Ccl!.Value);
        double discharge = Ceiling(isHeld, _wasInMiddle[index], held.Discharge.From, before.OwnDischarge, before.Least.Dcl!.Value);
        double over = Math.Max(Math.Max(ccl - charge, dcl - discharge) - ToldLater, cvl - before.Least.Cvl!.Value);
        if (over <= Rounding)
        {
            _spells.Good(index, sight.Now);
        }
        else if (_spells.IsWorse(index, sight.Now, over))
        {
            _spells.Tell(index, sight.Now, over, FormattableString.Invariant(
                $"Battery {pack.Number} has not answered for {silence.TotalSeconds:F0} s{(_wasInMiddle[index] ? "" : ", was not half full")}, and allowed are {Words.Of(sight.Published)} after {Words.Of(before.Least)}."));
        }

        _before[index] = before with { Least = new(true, Math.Min(cvl, before.Least.Cvl!.Value), Math.Min(ccl, before.Least.Ccl!.Value), Math.Min(dcl, before.Least.Dcl!.Value)) };
    }

    private static double Ceiling(bool isHeld, bool wasInMiddle, double share, double own, double least) =>
        !isHeld ? least : wasInMiddle ? Math.Min(least, share * own) : 0;

    private static bool IsString(BankJoint joint) => joint.IsSeries && joint.Parts.All(part => part is BankMember || (part is BankJoint inner && IsString(inner)));

    /// <param name="OwnCharge">A that the owner's curves left to charge it when it was first late.</param>
    /// <param name="OwnDischarge">The same for discharging.</param>
    /// <param name="Least">The least that was allowed since.</param>
    private sealed record Before(double OwnCharge, double OwnDischarge, PublishedLimits Least);
}
