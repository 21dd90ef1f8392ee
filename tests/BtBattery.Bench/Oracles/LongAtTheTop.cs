using BtBattery.Aggregation.Wiring;

namespace BtBattery.Bench;

/// <summary>
/// A bank with stages of charging is not held at its highest voltage for longer than the owner said, MAX_VOLTAGE_TIME_SEC, and a tenth and two minutes of room for a start or
/// a controller that begins anew. The time counts from when its state of charge was last low enough to begin anew, and only while the bank truly is that high.
/// </summary>
/// <param name="owner">What the owner configured.</param>
/// <param name="cells">How many cells each battery has, in their order.</param>
internal sealed class LongAtTheTop(OwnersLimits owner, IReadOnlyList<int> cells) : IOracle
{
    private const string Title = "long-at-the-top";

    /// <summary>V per cell below the highest voltage that count as there: what chargers and cables are off by.</summary>
    private const double Near = 0.01;

    private static readonly TimeSpan s_room = TimeSpan.FromMinutes(2);

    private readonly Spells _spells = new(Title, 1, TimeSpan.Zero);
    private TimeSpan _atTop;
    private TimeSpan _before;

    public string Name => Title;

    public void Look(Sight sight)
    {
        TimeSpan elapsed = sight.Now - _before;
        _before = sight.Now;
        (double top, int count) = Top(owner.Settings.Wiring);
        bool isThere = sight.Published.Cvl >= top - Near * count && sight.Volts >= top - Near * count;
        bool beginsAnew = sight.Packs.Min(pack => pack.ShownSocPercent) < owner.Settings.Voltage.RestartBelowSocPercent;
        _atTop = beginsAnew ? TimeSpan.Zero : isThere ? _atTop + elapsed : _atTop;
        if (!owner.Settings.Voltage.IsControlled || !isThere || _atTop <= owner.Settings.Voltage.AbsorptionTime * 1.1 + s_room)
        {
            _spells.Good(0, sight.Now);
        }
        else if (_spells.IsWorse(0, sight.Now, _atTop.TotalSeconds))
        {
            _spells.Tell(0, sight.Now, _atTop.TotalSeconds, FormattableString.Invariant(
                $"The bank was held at {sight.Volts:F2} V for {_atTop.TotalMinutes:F0} min, and {owner.Settings.Voltage.AbsorptionTime.TotalMinutes:F0} min are configured."));
        }
    }

    public IReadOnlyList<Violation> End() => _spells.End();

    private (double Volts, int Cells) Top(BankNode node)
    {
        if (node is not BankJoint joint)
        {
            int index = ((BankMember)node).Number - 1;
            return (cells[index] * owner.MaxCellVolts(index), cells[index]);
        }

        (double Volts, int Cells)[] parts = [.. joint.Parts.Select(Top)];
        return joint.IsSeries ? (parts.Sum(part => part.Volts), parts.Sum(part => part.Cells)) : parts.MinBy(part => part.Volts);
    }
}
