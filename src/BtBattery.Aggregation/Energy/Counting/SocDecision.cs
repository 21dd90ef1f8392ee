using BtBattery.Aggregation.Merging;

namespace BtBattery.Aggregation.Energy.Counting;

/// <summary>A battery with the state of charge that holds for it.</summary>
/// <param name="Member">The battery to be merged: where its charge is counted, SoC and remaining charge are the counted ones, or unknown.</param>
/// <param name="Memory">For the next turn.</param>
/// <param name="IsEvent">True if the memory is worth keeping at once: the count was set to full, to empty, or to what the BMS says.</param>
public readonly record struct SocDecision(MemberView Member, SocMemory Memory, bool IsEvent);
