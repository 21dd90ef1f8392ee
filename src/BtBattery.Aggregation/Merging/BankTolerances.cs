namespace BtBattery.Aggregation.Merging;

/// <summary>How far members of a bank may differ before it is told.</summary>
public sealed record BankTolerances
{
    /// <summary>The values that hold if nothing else is said.</summary>
    public static BankTolerances Default { get; } = new();

    /// <summary>Currents of a string may differ by this, A. Shunts of such boards are off by some tenths of an ampere at rest; we chose it.</summary>
    public double SeriesAmps { get; init; } = 1;

    /// <summary>Or by this share of <see cref="CurrentRangeAmps"/>, if that is more: shunts differ in their gain by some per cent. We chose it.</summary>
    public double SeriesShare { get; init; } = 0.05;

    /// <summary>What the batteries are made for, A; null takes the largest current that is compared.</summary>
    public double? CurrentRangeAmps { get; init; }

    /// <summary>Voltages of parts in parallel may differ by this, V, as in dbus-btbattery.</summary>
    public double ParallelVolts { get; init; } = 0.3;

    /// <summary>States of charge of parts in parallel may differ by this, %; null looks for no difference.</summary>
    public double? ParallelSocPercent { get; init; } = 10;

    /// <summary>
    /// Currents of parts in parallel are compared once the largest is above this, A, as in dbus-btbattery: of small ones the dead bands of the boards decide.
    /// </summary>
    public double ParallelAmps { get; init; } = 5;

    /// <summary>
    /// Per Ah of capacity, the least loaded part may carry less than the most loaded one by this share, as in dbus-btbattery, which compares the currents alone.
    /// </summary>
    public double ParallelShare { get; init; } = 0.2;

    /// <summary>
    /// Readings further apart in time are not compared: the load may have changed in between. We chose two polls. A step of the load within it still shows as a
    /// difference for one poll, so a difference is worth telling only when it stays.
    /// </summary>
    public TimeSpan SameMoment { get; init; } = TimeSpan.FromSeconds(4);
}
