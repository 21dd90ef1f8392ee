namespace BtBattery.Aggregation.Charging;

/// <summary>A limit with all that was considered: it is the least of its candidates, or invalid.</summary>
public sealed class Limit
{
    private Limit(double? value, IReadOnlyList<Candidate> candidates, int deciding)
    {
        Value = value;
        Candidates = candidates;
        Deciding = candidates[deciding];
    }

    /// <summary>A for a current, V for a voltage, never negative; null while nothing is claimed.</summary>
    public double? Value { get; }

    /// <summary>All that was considered, in the order of the rules; at least one.</summary>
    public IReadOnlyList<Candidate> Candidates { get; }

    /// <summary>The one that holds: the first of the least ones, or why nothing is claimed.</summary>
    public Candidate Deciding { get; }

    /// <summary>The least of the candidates.</summary>
    /// <param name="candidates">At least one.</param>
    /// <exception cref="ArgumentException">There is none, or one is negative or no number: a bug of its rule.</exception>
    public static Limit Of(IReadOnlyList<Candidate> candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentOutOfRangeException.ThrowIfZero(candidates.Count);
        for (int i = 0; i < candidates.Count; i++)
        {
            if (!(candidates[i].Value >= 0) || double.IsInfinity(candidates[i].Value))
            {
                throw new ArgumentException($"{candidates[i].Cause} leaves {candidates[i].Value}, which is no limit.", nameof(candidates));
            }
        }

        int least = LeastOf(candidates);
        return new(candidates[least].Value, candidates, least);
    }

    /// <summary>The place of the first of the least ones; 0 if there is none.</summary>
    internal static int LeastOf(IReadOnlyList<Candidate> candidates)
    {
        int least = 0;
        for (int i = 1; i < candidates.Count; i++)
        {
            least = candidates[i].Value < candidates[least].Value ? i : least;
        }

        return least;
    }

    /// <summary>Nothing is claimed.</summary>
    /// <param name="why">The reason; its value does not count.</param>
    public static Limit Invalid(Candidate why) => new(null, [why], 0);
}
