using BtBattery.Aggregation.Charging.Members;

namespace BtBattery.Bench;

/// <summary>
/// A discharge limit of 0 switches inverters off, so it needs a reason that is true: a cell within 300 mV of where its BMS ends discharging, an
/// open FET, a battery that has not answered for 6 s, a board that says other values than are measured, or temperatures at which the owner's curve leaves nothing. A reason holds
/// for RECOVERY_HOLD_SEC and 12 s after it has gone. An invalid limit is not 0.
/// </summary>
/// <param name="owner">What the owner configured.</param>
internal sealed class NeedlessZero(OwnersLimits owner) : IOracle
{
    /// <summary>V above the threshold of the BMS.</summary>
    public const double Margin = 0.300;

    private const string Title = "needless-zero";

    /// <summary>K between what a cell has and what a sensor on another one says.</summary>
    private const double CelsiusRoom = 2;

    private readonly Spells _spells = new(Title, 1, TimeSpan.Zero);
    private TimeSpan? _lastReason;

    public string Name => Title;

    public void Look(Sight sight)
    {
        if (HasReason(sight))
        {
            _lastReason = sight.Now;
        }

        if (sight.Published is not { IsThere: true, Dcl: <= 0 } || sight.Now - _lastReason <= owner.Settings.Currents.RecoveryHold + Bounds.Reaction)
        {
            _spells.Good(0, sight.Now);
        }
        else if (_spells.IsWorse(0, sight.Now, 0))
        {
            PackSight lowest = sight.Packs.MinBy(pack => pack.LowestVolts - pack.CellUvp)!;
            _spells.Tell(0, sight.Now, 0, FormattableString.Invariant(
                $"DCL is 0 ({sight.Causes.Dcl ?? "no cause said"}) although every battery answers and carries, and the lowest cell, {lowest.LowestCell} of battery {lowest.Number}, has {lowest.LowestVolts:F3} V."));
        }
    }

    public IReadOnlyList<Violation> End() => _spells.End();

    private bool HasReason(Sight sight)
    {
        for (int i = 0; i < sight.Packs.Count; i++)
        {
            PackSight pack = sight.Packs[i];
            if (!(pack.LowestVolts > pack.CellUvp + Margin) || !pack.DischargeFet || !pack.ChargeFet
                || !(pack.Silence <= Bounds.DataAge) || pack.IsMisread || IsTooColdOrHot(owner.Settings.Members[i], pack))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsTooColdOrHot(MemberLimitSettings set, PackSight pack) => set.DischargeByTemperature is { } curve
        && (Math.Min(curve.At(pack.ColdestCelsius - CelsiusRoom, set.IsLinear), curve.At(pack.WarmestCelsius + CelsiusRoom, set.IsLinear)) == 0
            || curve.At(pack.WarmestCelsius, set.IsLinear) == 0 || curve.At(pack.ColdestCelsius, set.IsLinear) == 0);
}
