namespace BtBattery.Bench;

/// <summary>
/// Tells, and does not count, what packs in parallel drive through each other when a BMS lets them meet: more than the owner allows a battery, without
/// any charger or load. No driver can keep a BMS from closing its FETs.
/// </summary>
/// <param name="owner">What the owner configured.</param>
internal sealed class Inrush(OwnersLimits owner) : IOracle
{
    private const string Title = "inrush";

    private readonly Spells _spells = new(Title, owner.Count, TimeSpan.Zero);

    public string Name => Title;

    public IReadOnlyList<string> Notes => [.. _spells.End().Select(seen => $"{seen.At}: {seen.Text}")];

    public void Look(Sight sight)
    {
        for (int i = 0; i < sight.Packs.Count; i++)
        {
            PackSight pack = sight.Packs[i];
            double limit = pack.AmpsAlone > 0 ? owner.MaxChargeAmps(i, pack.CapacityAh) : owner.MaxDischargeAmps(i, pack.CapacityAh);
            double amps = Math.Abs(pack.AmpsAlone);
            if (amps <= limit)
            {
                _spells.Good(i, sight.Now);
            }
            else if (_spells.IsWorse(i, sight.Now, amps))
            {
                _spells.Tell(i, sight.Now, amps, FormattableString.Invariant(
                    $"packs drive {pack.AmpsAlone:F0} A through battery {pack.Number} among each other; {limit:F0} A are its limit."));
            }
        }
    }

    public IReadOnlyList<Violation> End() => [];
}
