namespace BtBattery.Bench;

/// <summary>
/// No cell is charged below the temperature at which the owner's curve leaves nothing, nor above the one at which it leaves nothing again, for
/// longer than it takes to see it and to be obeyed: 12 s. There are 2 K of room for sensors that sit on other cells and boards that say
/// whole degrees. It counts if the current comes from chargers that do no more than they were told, and from a hundredth of the capacity an hour
/// on: less does a cold cell no harm, cheap shunts do not see it, and where CCL is not obeyed only a voltage can hold it back, which cells
/// creep after for hours. There, it may last for 60 s until that voltage is found, and no more than two thousandths of the capacity may go in meanwhile.
/// </summary>
/// <param name="owner">What the owner configured.</param>
internal sealed class ColdCharging(OwnersLimits owner) : IOracle
{
    private const double Room = 2;
    private const double LeastPart = 0.01;
    private const string Title = "charged-in-the-cold";

    private readonly Spells _spells = new(Title, owner.Count, Bounds.Reaction);
    private readonly Spells _fedIn = new(Title, owner.Count, Bounds.FedInReaction);
    private readonly FedIn[] _wentIn = new FedIn[owner.Count];

    public string Name => Title;

    public void Look(Sight sight)
    {
        for (int i = 0; i < sight.Packs.Count; i++)
        {
            PackSight pack = sight.Packs[i];
            double beyond = Beyond(i, pack);
            bool isCharged = beyond > Room && pack.IsChargedBySystem && pack.Amps >= LeastPart * pack.CapacityAh && sight.IsChargeAllowed;
            if (sight.System.FeedsIn)
            {
                _wentIn[i] = _wentIn[i].With(isCharged ? pack.Amps : 0, sight.Now);
                Judge(_fedIn, isTooMuch: _wentIn[i].AmpereSeconds > Bounds.FedInPart * pack.CapacityAh * 3600);
            }
            else
            {
                Judge(_spells, isTooMuch: false);
            }

            void Judge(Spells spells, bool isTooMuch)
            {
                if (!isCharged)
                {
                    spells.Good(i, sight.Now);
                }
                else if (spells.IsWorse(i, sight.Now, pack.Amps, isAtOnce: isTooMuch))
                {
                    spells.Tell(i, sight.Now, pack.Amps, FormattableString.Invariant(
                        $"Battery {pack.Number} is charged with {pack.Amps:F1} A at {pack.ColdestCelsius:F1} to {pack.WarmestCelsius:F1} °C, {beyond:F1} K beyond what was configured; allowed were {Words.Of(sight.Acted)}."));
                }
            }
        }
    }

    public IReadOnlyList<Violation> End() => [.. _spells.End(), .. _fedIn.End()];

    /// <summary>By how many K the coldest or the warmest cell is where nothing may be charged.</summary>
    private double Beyond(int battery, PackSight pack)
    {
        if (owner.Settings.Members[battery].ChargeByTemperature is not { } curve)
        {
            return double.NegativeInfinity;
        }

        // The numbers of the file, whatever becomes of the way between them.
        double cold = curve.Fractions[0] == 0 ? curve.Points[0] - pack.ColdestCelsius : double.NegativeInfinity;
        double hot = curve.Fractions[^1] == 0 ? pack.WarmestCelsius - curve.Points[^1] : double.NegativeInfinity;
        return Math.Max(cold, hot);
    }

    /// <param name="AmpereSeconds">What went in since it last was good for ten minutes.</param>
    /// <param name="Charged">When it last was charged.</param>
    /// <param name="At">When this was counted.</param>
    private readonly record struct FedIn(double AmpereSeconds, TimeSpan Charged, TimeSpan At)
    {
        public FedIn With(double amps, TimeSpan now) => amps > 0 ? new((now - Charged < Spells.Apart ? AmpereSeconds : 0) + amps * (now - At).TotalSeconds, now, now) : this with { At = now };
    }
}
