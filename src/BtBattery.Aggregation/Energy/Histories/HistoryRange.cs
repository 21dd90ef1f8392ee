using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Energy.Histories;

/// <summary>The lowest and the highest that was ever seen of something. One odd reading makes no record: of two in a row beyond it, the nearer one does.</summary>
public sealed record HistoryRange
{
    /// <summary>Nothing seen yet.</summary>
    public static HistoryRange Empty { get; } = new();

    /// <summary>The lowest; null before there was one.</summary>
    public double? Lowest { get; init; }

    /// <summary>The highest; null before there was one.</summary>
    public double? Highest { get; init; }

    /// <summary>The low end of the last reading, if a record was due to it; else null.</summary>
    public double? PendingLow { get; init; }

    /// <summary>The high end of the last reading, if a record was due to it; else null.</summary>
    public double? PendingHigh { get; init; }

    /// <summary>The moment of the reading that is pending; null if none is.</summary>
    public MonotonicTime? PendingAt { get; init; }

    /// <summary>Takes the next reading.</summary>
    /// <param name="low">Its low end; null while it is unknown.</param>
    /// <param name="high">Its high end.</param>
    /// <returns>The same object if there is nothing new.</returns>
    public HistoryRange With(Measured<double>? low, Measured<double>? high)
    {
        if (low is not { } lower || high is not { } upper || lower.At == PendingAt)
        {
            return this;
        }

        double? pendingLow = lower.Value < (Lowest ?? double.PositiveInfinity) ? lower.Value : null;
        double? pendingHigh = upper.Value > (Highest ?? double.NegativeInfinity) ? upper.Value : null;
        if (pendingLow is null && pendingHigh is null)
        {
            return PendingAt is null ? this : this with { PendingLow = null, PendingHigh = null, PendingAt = null };
        }

        double? lowest = pendingLow is double down && PendingLow is double downBefore ? Math.Max(down, downBefore) : Lowest;
        double? highest = pendingHigh is double up && PendingHigh is double upBefore ? Math.Min(up, upBefore) : Highest;

        // Of the first two readings either may be the lower one, and there is nothing yet to tell an odd one by.
        (lowest, highest) = lowest > highest ? (highest, lowest) : (lowest, highest);
        return new HistoryRange
        {
            Lowest = lowest,
            Highest = highest,
            PendingLow = pendingLow >= lowest ? null : pendingLow,
            PendingHigh = pendingHigh <= highest ? null : pendingHigh,
            PendingAt = lower.At,
        };
    }

    /// <summary>True if the records are the same, whatever is pending.</summary>
    public bool HasSameRecords(HistoryRange other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Lowest == other.Lowest && Highest == other.Highest;
    }
}
