namespace BtBattery.Bench;

/// <summary>
/// No cell comes within 20 mV of where its own BMS ends charging, because of what was allowed: at that moment its pack is charged, more by
/// chargers than by other packs, and the chargers do no more than they were told. So it does not count when a BMS causes it by letting packs meet,
/// when the system itself overshoots, or when the owner asks for a cell voltage that high.
/// </summary>
/// <param name="owner">What the owner configured.</param>
internal sealed class CellTooHigh(OwnersLimits owner) : IOracle
{
    /// <summary>V below the threshold of the BMS.</summary>
    public const double Margin = 0.020;

    private readonly Spells _spells = new("cell-too-high", owner.Count, TimeSpan.Zero);

    public string Name => "cell-too-high";

    public void Look(Sight sight)
    {
        for (int i = 0; i < sight.Packs.Count; i++)
        {
            PackSight pack = sight.Packs[i];
            double allowed = pack.CellOvp - Margin;
            if (!(pack.HighestVolts > allowed) || !pack.IsChargedBySystem || !sight.IsChargeAllowed || owner.MaxCellVolts(i) > allowed)
            {
                _spells.Good(i, sight.Now);
            }
            else if (_spells.IsWorse(i, sight.Now, pack.HighestVolts))
            {
                _spells.Tell(i, sight.Now, pack.HighestVolts, FormattableString.Invariant(
                    $"Battery {pack.Number}: cell {pack.HighestCell} has {pack.HighestVolts:F3} V, {1000 * (pack.HighestVolts - pack.CellOvp):+0;-0} mV from where its BMS ends charging, at {pack.Amps:F1} A; allowed were {Words.Of(sight.Acted)}."));
            }
        }
    }

    public IReadOnlyList<Violation> End() => _spells.End();
}
