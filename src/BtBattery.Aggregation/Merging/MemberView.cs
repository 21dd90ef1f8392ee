using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Merging;

/// <summary>
/// One battery of a bank as it is seen in one turn: what it said last, and which of that still holds. Everything that merges or limits reads a member
/// through <see cref="Fresh(Measured{double}?)"/>, so nothing old goes on by forgetting to look.
/// </summary>
public sealed record MemberView
{
    /// <summary>A number beyond this, in whatever unit, is no reading of a battery: it counts as unknown, so that no sum or product of readings overflows.</summary>
    public const double LargestReading = 1e7;

    /// <summary>Number of the battery in the bank, from 1, in the order of the configuration.</summary>
    public required int Number { get; init; }

    /// <summary>Its Bluetooth address, as it is printed.</summary>
    public required string Address { get; init; }

    /// <summary>What people call it; null for nothing.</summary>
    public string? Name { get; init; }

    /// <summary>What it said last, however long ago.</summary>
    public required BatterySnapshot Snapshot { get; init; }

    /// <summary>Where its link stands, and of which protections it can tell.</summary>
    public BatteryStatus Status { get; init; } = BatteryStatus.Starting;

    /// <summary>The moment of this turn.</summary>
    public required MonotonicTime Now { get; init; }

    /// <summary>A reading older than this counts as unknown.</summary>
    public required TimeSpan Deadline { get; init; }

    /// <summary>Cells in series, configured or remembered from its first valid frame; null takes what it says now.</summary>
    public int? KnownCellCount { get; init; }

    /// <summary>Capacity that holds where the BMS reports none, Ah; null for none.</summary>
    public double? ConfiguredAh { get; init; }

    /// <summary>Voltage of one cell of its chemistry half full, V: 3.2 for LFP. Null if it is not known; then no comparison is made.</summary>
    public double? NominalCellVolts { get; init; }

    /// <summary>What it is called in texts: its name, else its address.</summary>
    public string Label => Name is { Length: > 0 } ? Name : Address;

    /// <summary>
    /// True while its pack voltage is known and fresh. Once it is not, nothing measured of the battery counts: it is lost in one turn, not frame by frame.
    /// </summary>
    public bool IsPresent => Snapshot.Voltage is { } voltage && IsNumber(voltage.Value) && voltage.IsFresh(Now, Deadline);

    /// <summary>Cells in series: a fact of the battery that does not age; null before it is known.</summary>
    public int? CellCount => KnownCellCount ?? Snapshot.CellCount?.Value;

    /// <summary>
    /// Capacity, Ah: the learned one if the BMS sends it, else the nominal one, else the configured one (which then is as old as the pack voltage). A fact
    /// of the battery: some boards tell it once per connection, so its age says nothing.
    /// </summary>
    public Measured<double>? InstalledAh =>
        BatteryFigures.InstalledAh(Snapshot) is { } reported && IsNumber(reported.Value) ? reported
        : ConfiguredAh is > 0 and var configured && Snapshot.Voltage is { } voltage ? new(configured, voltage.At)
        : null;

    /// <summary>
    /// True unless its last valid frame, however old, said that the charge FET is open. Silence opens no FET, and neither does not knowing: only a member that
    /// is known to be open leaves the current to the others.
    /// </summary>
    public bool ConductsCharge => Snapshot.ChargeFetOn is not { Value: false };

    /// <summary>The same for the discharge FET.</summary>
    public bool ConductsDischarge => Snapshot.DischargeFetOn is not { Value: false };

    /// <summary>
    /// False if it does not say whether a FET is closed: it never did, or it went on speaking for longer than the deadline and said nothing more of it. Its silence
    /// changes nothing in that, so a battery that falls silent never becomes better known.
    /// </summary>
    /// <param name="isOn">What it said of the FET. Open stays open until it says otherwise.</param>
    public bool Tells(Measured<bool>? isOn) => isOn is { } said && (!said.Value || (Snapshot.Voltage is { } voltage && voltage.At - said.At <= Deadline));

    /// <summary>The reading, unless it is unknown, too old, or no number that a battery can have.</summary>
    public Measured<double>? Fresh(Measured<double>? reading) =>
        reading is { } known && IsNumber(known.Value) && known.IsFresh(Now, Deadline) && IsPresent ? known : null;

    /// <summary>The reading, unless it is unknown or too old.</summary>
    public Measured<T>? Fresh<T>(Measured<T>? reading) => reading is { } known && known.IsFresh(Now, Deadline) && IsPresent ? known : null;

    /// <summary>Voltage of one cell, V; null if it is unknown, too old, or there is no such cell.</summary>
    /// <param name="number">Cell number from 1.</param>
    public Measured<double>? CellVoltage(int number) => Fresh(CellFigures.Voltage(Snapshot, number));

    /// <summary>True while that cell is balanced.</summary>
    /// <param name="number">Cell number from 1.</param>
    public Measured<bool>? IsBalancing(int number) => Fresh(CellFigures.IsBalancing(Snapshot, number));

    /// <summary>False for NaN, infinities, and numbers that no battery can have.</summary>
    internal static bool IsNumber(double value) => Math.Abs(value) <= LargestReading;
}
