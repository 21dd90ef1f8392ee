namespace BtBattery.Bench;

/// <summary>
/// No cell comes within 50 mV of where its own BMS ends discharging, because of what was allowed: at that moment its pack is discharged, more by
/// loads than by other packs, and the loads take no more than they were told. A leak, a load that nobody limits, packs that meet and a cell voltage
/// that the owner asks for do not count.
/// </summary>
/// <param name="owner">What the owner configured.</param>
internal sealed class CellTooLow(OwnersLimits owner) : IOracle
{
    /// <summary>V above the threshold of the BMS.</summary>
    public const double Margin = 0.050;

    private readonly Spells _spells = new("cell-too-low", owner.Count, TimeSpan.Zero);

    public string Name => "cell-too-low";

    public void Look(Sight sight)
    {
        for (int i = 0; i < sight.Packs.Count; i++)
        {
            PackSight pack = sight.Packs[i];
            double allowed = pack.CellUvp + Margin;
            if (!(pack.LowestVolts < allowed) || !pack.IsDischargedBySystem || !sight.IsDischargeAllowed || owner.EmptyCellVolts(i) < allowed)
            {
                _spells.Good(i, sight.Now);
            }
            else if (_spells.IsWorse(i, sight.Now, -pack.LowestVolts))
            {
                _spells.Tell(i, sight.Now, -pack.LowestVolts, FormattableString.Invariant(
                    $"Battery {pack.Number}: cell {pack.LowestCell} has {pack.LowestVolts:F3} V, {1000 * (pack.LowestVolts - pack.CellUvp):+0;-0} mV from where its BMS ends discharging, at {pack.Amps:F1} A; allowed were {Words.Of(sight.Acted)}."));
            }
        }
    }

    public IReadOnlyList<Violation> End() => _spells.End();
}
