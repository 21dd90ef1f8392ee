using BtBattery.Aggregation.Charging.Members;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.CellMonitor;

/// <summary>
/// The cells of one battery beside each other, from one frame in which every cell is known: while one is not, it could be the furthest from the others, and no mean is
/// theirs.
/// </summary>
public sealed class BatteryCells
{
    /// <summary>A cell stays the worst while no other is so much further from the mean, V: two steps of the boards, so that noise makes no other of it. We chose it.</summary>
    public const double WorstHysteresis = 0.002;

    private readonly IReadOnlyList<double?> _volts;
    private readonly int _expected;

    private BatteryCells(IReadOnlyList<double?> volts, int expected, in CellReading reading, MonotonicTime at, int worstBefore)
    {
        (_volts, _expected, At, Lowest, Highest) = (volts, expected, at, reading.Lowest, reading.Highest);
        double sum = 0;
        for (int i = 0; i < volts.Count; i++)
        {
            sum += volts[i]!.Value;
        }

        Mean = sum / volts.Count;

        // Whatever is furthest from the mean is one of these; of equals the first.
        (double below, double above) = (Mean - Lowest.Value, Highest.Value - Mean);
        Worst = below > above || (below == above && Lowest.Number < Highest.Number) ? Lowest : Highest;
        if (worstBefore > 0 && worstBefore <= volts.Count && Math.Abs(Deviation(worstBefore)) >= Math.Abs(WorstDeviation) - WorstHysteresis)
        {
            Worst = new(worstBefore, volts[worstBefore - 1]!.Value);
        }
    }

    /// <summary>The moment of their frame.</summary>
    public MonotonicTime At { get; }

    /// <summary>How many there are.</summary>
    public int Count => _volts.Count;

    /// <summary>The lowest cell, V; the first of equals.</summary>
    public NumberedValue Lowest { get; }

    /// <summary>The highest cell, V; the first of equals.</summary>
    public NumberedValue Highest { get; }

    /// <summary>Mean of all, V.</summary>
    public double Mean { get; }

    /// <summary>Highest less lowest, V.</summary>
    public double Spread => Highest.Value - Lowest.Value;

    /// <summary>The cell furthest from the mean, V; or the one that was, while it is as good as that.</summary>
    public NumberedValue Worst { get; }

    /// <summary>Its voltage less the mean, V.</summary>
    public double WorstDeviation => Worst.Value - Mean;

    /// <summary>The voltage of a cell less the mean, V.</summary>
    /// <param name="number">Its number, from 1 to <see cref="Count"/>.</param>
    public double Deviation(int number) => _volts[number - 1]!.Value - Mean;

    /// <summary>Looks at a battery.</summary>
    /// <param name="member">The battery.</param>
    /// <param name="before">What was found in the turn before; it comes back while there is no new frame.</param>
    /// <returns>Null while a cell is unknown, or all of them are too old.</returns>
    public static BatteryCells? Of(MemberView member, BatteryCells? before)
    {
        ArgumentNullException.ThrowIfNull(member);
        if (member.Fresh(member.Snapshot.CellVoltages) is not { } cells)
        {
            return null;
        }

        if (before is not null && ReferenceEquals(before._volts, cells.Value) && before.At == cells.At && before._expected == member.CellCount)
        {
            return before;
        }

        return Of(cells, member.CellCount, before?.Worst.Number ?? 0);
    }

    /// <summary>Looks at a battery, however old what it said is.</summary>
    /// <param name="battery">What it said.</param>
    /// <returns>Null while a cell is unknown.</returns>
    public static BatteryCells? Of(BatterySnapshot battery)
    {
        ArgumentNullException.ThrowIfNull(battery);
        return battery.CellVoltages is { } cells ? Of(cells, battery.CellCount?.Value, worstBefore: 0) : null;
    }

    private static BatteryCells? Of(in Measured<IReadOnlyList<double?>> cells, int? expected, int worstBefore)
    {
        CellReading reading = CellReading.Of(cells, expected);
        return reading.IsKnown ? new(cells.Value, expected ?? 0, reading, cells.At, worstBefore) : null;
    }
}
