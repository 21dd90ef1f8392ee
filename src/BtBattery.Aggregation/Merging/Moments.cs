using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Merging;

/// <summary>What is made of several readings is as old as the oldest of them, and unknown if one of them is.</summary>
internal static class Moments
{
    public static MonotonicTime Older(MonotonicTime a, MonotonicTime b) => a < b ? a : b;

    public static Measured<double>? Sum(Measured<double>? a, Measured<double>? b) =>
        a is { } one && b is { } other ? new(one.Value + other.Value, Older(one.At, other.At)) : null;

    public static Measured<double>? Lower(Measured<double>? a, Measured<double>? b) =>
        a is { } one && b is { } other ? new(Math.Min(one.Value, other.Value), Older(one.At, other.At)) : null;

    public static Measured<int>? Higher(Measured<int>? a, Measured<int>? b) =>
        a is { } one && b is { } other ? new(Math.Max(one.Value, other.Value), Older(one.At, other.At)) : null;

    /// <summary>False as soon as one is, whatever the other; true if both are; else unknown.</summary>
    public static Measured<bool>? And(Measured<bool>? a, Measured<bool>? b) => Both(a, b, decisive: false);

    /// <summary>True as soon as one is, whatever the other; false if neither is; else unknown.</summary>
    public static Measured<bool>? Or(Measured<bool>? a, Measured<bool>? b) => Both(a, b, decisive: true);

    /// <summary>A decision is as old as the readings that made it, and needs no other.</summary>
    private static Measured<bool>? Both(Measured<bool>? a, Measured<bool>? b, bool decisive)
    {
        if (a is { } one && b is { } other && one.Value == other.Value)
        {
            return new(one.Value, Older(one.At, other.At));
        }

        return a?.Value == decisive ? a : b?.Value == decisive ? b : null;
    }
}
