namespace BtBattery.Bench;

/// <summary>
/// In steady conditions no limit turns round more than <see cref="MostTurns"/> times within an hour. A turn is a fall after a rise or the other way
/// round, of more than a tenth of the bank's largest current (and <see cref="LeastAmps"/>), or of more than <see cref="LeastVolts"/>; what moves less is the driver's
/// regulation of batteries near their limits, which stays 5 % below and has to find it. Conditions are steady while what sun and loads would do stays
/// within a tenth, every battery answers, and no FET moves; whatever is not steady begins the count anew.
/// </summary>
/// <param name="owner">What the owner configured.</param>
internal sealed class LimitChatter(OwnersLimits owner) : IOracle
{
    /// <summary>Turns within an hour.</summary>
    public const int MostTurns = 60;

    /// <summary>A; less is the slope of a curve and the rounding of a reading, however small the bank.</summary>
    public const double LeastAmps = 3;

    /// <summary>Of the bank's largest current.</summary>
    public const double LeastPart = 0.1;

    /// <summary>V; less is nothing that a charger would notice.</summary>
    public const double LeastVolts = 0.1;

    private const string Title = "limit-chatter";
    private const double SteadyPart = 0.1;
    private const double SteadyAmps = 3;

    private readonly Spells _spells = new(Title, 3, TimeSpan.Zero);
    private readonly Turns[] _turns =
    [
        new(LeastVolts),
        new(Math.Max(LeastAmps, LeastPart * owner.Settings.Currents.MaxChargeAmps)),
        new(Math.Max(LeastAmps, LeastPart * owner.Settings.Currents.MaxDischargeAmps)),
    ];

    private (double Offered, double Wanted, int Fets)? _conditions;

    public string Name => Title;

    public void Look(Sight sight)
    {
        int fets = 0;
        bool areAllHeard = sight.Published is { IsThere: true, Cvl: not null };
        for (int i = 0; i < sight.Packs.Count; i++)
        {
            PackSight pack = sight.Packs[i];
            fets = (fets << 2) | (pack.ChargeFet ? 2 : 0) | (pack.DischargeFet ? 1 : 0);
            areAllHeard &= pack.Silence <= Bounds.DataAge;
        }

        if (!areAllHeard || !IsAsBefore(sight.System, fets))
        {
            _conditions = areAllHeard ? (sight.System.OfferedAmps, sight.System.WantedAmps, fets) : null;
            Array.ForEach(_turns, turns => turns.Forget());
            return;
        }

        Judge(0, sight, "CVL", sight.Published.Cvl);
        Judge(1, sight, "CCL", sight.Published.Ccl);
        Judge(2, sight, "DCL", sight.Published.Dcl);
    }

    public IReadOnlyList<Violation> End() => _spells.End();

    private bool IsAsBefore(SystemSight system, int fets) => _conditions is { } before && before.Fets == fets
        && IsNear(before.Offered, system.OfferedAmps) && IsNear(before.Wanted, system.WantedAmps);

    private static bool IsNear(double before, double now) => Math.Abs(now - before) <= Math.Max(SteadyAmps, SteadyPart * Math.Abs(before));

    private void Judge(int index, Sight sight, string name, double? value)
    {
        if (value is not double known)
        {
            _turns[index].Forget();
            return;
        }

        int count = _turns[index].Count(sight.Now, known);
        if (count <= MostTurns)
        {
            _spells.Good(index, sight.Now);
        }
        else if (_spells.IsWorse(index, sight.Now, count))
        {
            _spells.Tell(index, sight.Now, count, FormattableString.Invariant(
                $"{name} turned round {count} times within an hour while nothing changed for {owner.Count} {(owner.Count == 1 ? "battery" : "batteries")}; {MostTurns} are allowed."));
        }
    }
}
