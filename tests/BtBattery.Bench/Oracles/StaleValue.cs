namespace BtBattery.Bench;

/// <summary>
/// Nothing valid is older than DATA_TIMEOUT. Where the shipping driver runs, its world looks at every value on the bus with every signal and every
/// second, by when a whole, right answer last left the battery; what it reports is passed on here, as is an end of the program. Other
/// controllers say how old the readings are that they still call valid.
/// </summary>
/// <param name="owner">What the owner configured.</param>
internal sealed class StaleValue(OwnersLimits owner) : IOracle
{
    private const string Title = "stale-value";

    /// <summary>Controllers without a world work once a second.</summary>
    private static readonly TimeSpan s_tolerance = TimeSpan.FromSeconds(1);

    private readonly Spells _spells = new(Title, 1, TimeSpan.Zero);
    private readonly List<Violation> _reported = [];

    public string Name => Title;

    public void Look(Sight sight)
    {
        while (_reported.Count < sight.Problems.Count)
        {
            _reported.Add(new(Title, sight.Now, sight.Problems[_reported.Count]));
        }

        if (!(sight.OldestValue > owner.DataTimeout + s_tolerance))
        {
            _spells.Good(0, sight.Now);
        }
        else if (_spells.IsWorse(0, sight.Now, sight.OldestValue.Value.TotalSeconds))
        {
            _spells.Tell(0, sight.Now, sight.OldestValue.Value.TotalSeconds, FormattableString.Invariant(
                $"A value is called valid that comes from a reading {sight.OldestValue.Value.TotalSeconds:F0} s ago; {owner.DataTimeout.TotalSeconds:F0} s are the deadline."));
        }
    }

    public IReadOnlyList<Violation> End() => [.. _reported.Concat(_spells.End()).OrderBy(violation => violation.At)];
}
