using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Wiring;

namespace BtBattery.Aggregation.Merging;

/// <summary>
/// What is known of a bank, or of a part of it, in one turn: made anew from its members by <see cref="BankMerge"/>. A battery, a string and the whole
/// bank have the same shape, so a bank of banks merges by the same rules, and charge control can walk down <see cref="Parts"/> and share currents at every
/// parallel joint.
/// </summary>
/// <remarks>
/// <para>Every measured value is as old as the oldest reading it came from; whoever publishes it applies the deadline once more, to that moment.</para>
/// <para>
/// A joint in series needs all of its parts: while one is not there, the string has no voltage, current, SoC, capacity or extremes. A joint in parallel goes
/// on with the parts that are there, and <see cref="Offline"/> says how many are not. A part that is there but lacks one reading makes the merged one unknown.
/// </para>
/// </remarks>
public sealed class BankView
{
    /// <summary>Which part of the bank this is.</summary>
    public required BankNode Wiring { get; init; }

    /// <summary>What is joined here, in the order of the wiring; empty for a battery.</summary>
    public IReadOnlyList<BankView> Parts { get; init; } = [];

    /// <summary>The battery; null for a joint.</summary>
    public MemberView? Member { get; init; }

    /// <summary>True if there are fresh data: of the battery, of all parts in series, of at least one in parallel.</summary>
    public required bool IsPresent { get; init; }

    /// <summary>True unless the last frames, however old, say that its charge FETs let nothing in: any member in series, all in parallel.</summary>
    public required bool ConductsCharge { get; init; }

    /// <summary>The same for discharging.</summary>
    public required bool ConductsDischarge { get; init; }

    /// <summary>True if it is joined with the busbar in at least one direction, as far as is known.</summary>
    public bool IsConnected => ConductsCharge || ConductsDischarge;

    /// <summary>V. In series the sum; in parallel the mean of the parts joined with the busbar, or of all that are there if none is.</summary>
    public Measured<double>? Voltage { get; init; }

    /// <summary>A, positive = charging. In series the median, of two the mean; in parallel the sum of the parts that are there.</summary>
    public Measured<double>? Current { get; init; }

    /// <summary>
    /// %. In series the lowest; in parallel the mean, weighted by capacity, of the parts that are there and joined with the busbar (see <see cref="Counted"/>).
    /// </summary>
    public Measured<double>? SocPercent { get; init; }

    /// <summary>Ah that can be drawn. In series the least; in parallel the sum over the same parts as of the SoC. May exceed what is installed, as reported.</summary>
    public Measured<double>? RemainingAh { get; init; }

    /// <summary>Ah that can be charged. In series the least, in parallel the sum over the same parts as of the SoC.</summary>
    public Measured<double>? HeadroomAh { get; init; }

    /// <summary>
    /// Capacity of the bank as it is configured, Ah: in series the least, in parallel the sum, of all members whether they are there or not. A fact of the
    /// batteries, which its age does not touch; null until each has told it.
    /// </summary>
    public Measured<double>? InstalledAh { get; init; }

    /// <summary>Capacity of the parts that <see cref="RemainingAh"/> counts, Ah.</summary>
    public double? CountedInstalledAh { get; init; }

    /// <summary>Members that SoC and remaining charge come from.</summary>
    public required int Counted { get; init; }

    /// <summary>Charge cycles of the member with the most.</summary>
    public Measured<int>? Cycles { get; init; }

    /// <summary>True while any cell is balanced.</summary>
    public Measured<bool>? Balancing { get; init; }

    /// <summary>True while the FETs let a charge current in: of all in series, of any in parallel.</summary>
    public Measured<bool>? ChargeFetOn { get; init; }

    /// <summary>The same for discharging.</summary>
    public Measured<bool>? DischargeFetOn { get; init; }

    /// <summary>Cells in series: the sum in series, the common number in parallel. A fact; null while it is not known of all, or if parallel parts differ.</summary>
    public int? CellCount { get; init; }

    /// <summary>Voltage half full by chemistry and number of cells, V; joined like <see cref="CellCount"/>, in parallel that of the first part.</summary>
    public double? NominalVolts { get; init; }

    /// <summary>Members with fresh data.</summary>
    public required int Online { get; init; }

    /// <summary>Members without.</summary>
    public int Offline => Wiring.Members.Count - Online;

    /// <summary>Members with fresh data whose charge FET is open.</summary>
    public required int BlockingCharge { get; init; }

    /// <summary>Members with fresh data whose discharge FET is open.</summary>
    public required int BlockingDischarge { get; init; }

    /// <summary>The lowest cell of all members that are there, V.</summary>
    public Measured<MemberValue>? LowestCell => IsPresent ? Cells.Lowest : null;

    /// <summary>The highest cell of all members that are there, V.</summary>
    public Measured<MemberValue>? HighestCell => IsPresent ? Cells.Highest : null;

    /// <summary>The coldest sensor of all members that are there, °C; null also if none of them has one.</summary>
    public Measured<MemberValue>? ColdestSensor => IsPresent ? Temperatures.Lowest : null;

    /// <summary>The warmest sensor of all members that are there, °C; null also if none of them has one.</summary>
    public Measured<MemberValue>? WarmestSensor => IsPresent ? Temperatures.Highest : null;

    internal Extremes Cells { get; init; }

    internal Extremes Temperatures { get; init; }
}
