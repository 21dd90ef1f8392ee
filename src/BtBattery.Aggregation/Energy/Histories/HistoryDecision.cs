namespace BtBattery.Aggregation.Energy.Histories;

/// <summary>What was counted up to this turn.</summary>
/// <param name="Memory">All of it, for the next turn as for the bus.</param>
/// <param name="IsEvent">True if it is worth storing at once: full, empty, an alarm.</param>
public readonly record struct HistoryDecision(HistoryMemory Memory, bool IsEvent);
