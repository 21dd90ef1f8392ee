using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging;

/// <summary>
/// How many cells a battery has: what the owner set, else what it said when it was first heard. Kept over restarts, so that a BMS that says another number one
/// day is noticed and not believed.
/// </summary>
public static class RememberedCells
{
    /// <summary>No board of the supported types has fewer.</summary>
    public const int Fewest = 3;

    /// <summary>No board of the supported types has more.</summary>
    public const int Most = 32;

    /// <summary>Decides.</summary>
    /// <param name="configured">CELL_COUNT; null if it is not set.</param>
    /// <param name="remembered">Of the turn before, or of the file of state; null for nothing.</param>
    /// <param name="said">What the battery said last.</param>
    /// <returns>
    /// The number that holds, null while there is none, and what is to be remembered. A number is remembered when the battery gives as many voltages as it says
    /// it has cells: one odd answer alone is not. One that is configured replaces what was remembered once the battery agrees, so that an owner who put in
    /// another battery sets CELL_COUNT once and may remove it again.
    /// </returns>
    public static (int? Known, int? Remembered) Decide(int? configured, int? remembered, BatterySnapshot said)
    {
        ArgumentNullException.ThrowIfNull(said);
        int? count = said.CellCount?.Value is >= Fewest and <= Most and int cells && said.CellVoltages?.Value.Count == cells ? cells : null;
        int? known = configured ?? remembered ?? count;
        return (known, known is not null && known == count ? known : remembered);
    }
}
