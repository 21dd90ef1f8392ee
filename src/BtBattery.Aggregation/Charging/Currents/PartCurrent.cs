namespace BtBattery.Aggregation.Charging.Currents;

/// <summary>What a part of a joint in parallel may carry in one direction, in this turn.</summary>
/// <param name="IsOpen">True if it carries nothing and leaves the current to the others.</param>
/// <param name="Amps">Its limit, A.</param>
/// <param name="Share">How much of the current of the joint it is reckoned to carry, 0 to 1 and a little more.</param>
internal readonly record struct PartCurrent(bool IsOpen, double Amps, double Share);
