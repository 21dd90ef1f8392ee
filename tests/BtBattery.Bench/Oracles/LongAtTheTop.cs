using BtBattery.Aggregation.Wiring;

namespace BtBattery.Bench;

/// <summary>
/// A bank with stages of charging is not held at its highest voltage for longer than the owner said, MAX_VOLTAGE_TIME_SEC, and a tenth and two minutes of room for a start or
/// a controller that begins anew. The time counts from when its state of charge was last low enough to begin anew, and only while its cells truly are that high.
/// </summary>
/// <remarks>
/// Cells count and not the terminals of the bank: at 35 A the leads of a pack of four cells lose 0.15 V, so while the charger already holds its voltage those cells
/// are an hour from theirs. Of packs in parallel the highest counts that can be charged, since time at the top wears cells, wherever they are.
/// </remarks>
/// <param name="owner">What the owner configured.</param>
/// <param name="cells">How many cells each battery has, in their order.</param>
internal sealed class LongAtTheTop(OwnersLimits owner, IReadOnlyList<int> cells) : IOracle
{
    private const string Title = "long-at-the-top";

    /// <summary>V per cell below the highest voltage that count as there: what chargers are off by, 0.3 %, and some mV of a charge current besides.</summary>
    private const double Near = 0.015;

    private static readonly TimeSpan s_room = TimeSpan.FromMinutes(2);

    private readonly Spells _spells = new(Title, 1, TimeSpan.Zero);
    private TimeSpan _atTop;
    private TimeSpan _before;

    public string Name => Title;

    public void Look(Sight sight)
    {
        TimeSpan elapsed = sight.Now - _before;
        _before = sight.Now;
        Height bank = Of(owner.Settings.Wiring, sight);
        double near = bank.Top - Near * bank.Cells;
        bool isThere = sight.Published.Cvl >= near && bank.Volts >= near;
        bool beginsAnew = IsAnyBelow(sight.Packs, owner.Settings.Voltage.RestartBelowSocPercent);
        _atTop = beginsAnew ? TimeSpan.Zero : isThere ? _atTop + elapsed : _atTop;
        if (!owner.Settings.Voltage.IsControlled || !isThere || _atTop <= owner.Settings.Voltage.AbsorptionTime * 1.1 + s_room)
        {
            _spells.Good(0, sight.Now);
        }
        else if (_spells.IsWorse(0, sight.Now, _atTop.TotalSeconds))
        {
            _spells.Tell(0, sight.Now, _atTop.TotalSeconds, FormattableString.Invariant(
                $"The cells were held at {bank.Volts:F2} V in all for {_atTop.TotalMinutes:F0} min, and {owner.Settings.Voltage.AbsorptionTime.TotalMinutes:F0} min are configured."));
        }
    }

    public IReadOnlyList<Violation> End() => _spells.End();

    private static bool IsAnyBelow(IReadOnlyList<PackSight> packs, double percent)
    {
        bool isAny = false;
        for (int i = 0; i < packs.Count; i++)
        {
            isAny |= packs[i].ShownSocPercent < percent;
        }

        return isAny;
    }

    private Height Of(BankNode node, Sight sight)
    {
        if (node is not BankJoint joint)
        {
            int index = ((BankMember)node).Number - 1;
            PackSight pack = sight.Packs[index];
            return new(cells[index] * owner.MaxCellVolts(index), pack.CellSumVolts, cells[index], pack.ChargeFet);
        }

        Height whole = Of(joint.Parts[0], sight);
        for (int i = 1; i < joint.Parts.Count; i++)
        {
            Height part = Of(joint.Parts[i], sight);
            whole = joint.IsSeries
                ? new(whole.Top + part.Top, whole.Volts + part.Volts, whole.Cells + part.Cells, whole.Conducts && part.Conducts)
                : new(Math.Min(whole.Top, part.Top), VoltsOfBoth(whole, part), whole.Cells, whole.Conducts || part.Conducts);
        }

        return whole;
    }

    /// <summary>Of parts in parallel the highest counts that can be charged; where none can, the highest.</summary>
    private static double VoltsOfBoth(in Height one, in Height other) =>
        one.Conducts == other.Conducts ? Math.Max(one.Volts, other.Volts) : one.Conducts ? one.Volts : other.Volts;

    /// <summary>Highest voltage that is set for a part of the bank, V; that of its cells, V; how many they are in series; true while it can be charged.</summary>
    private readonly record struct Height(double Top, double Volts, int Cells, bool Conducts);
}
