namespace BtBattery.Aggregation.Charging.Currents;

/// <summary>What a part of a joint in parallel may carry in one direction, in this turn.</summary>
/// <param name="IsOpen">True if it carries nothing and leaves the current to the others.</param>
/// <param name="Amps">Its limit, A.</param>
/// <param name="Share">How much of the current of the joint it is reckoned to carry, 0 to 1 and a little more; once its limit is known, when it carries just that.</param>
/// <param name="ExchangeAmps">What the other parts make it carry besides, A; negative: of which they relieve it. 0 while that is not known.</param>
/// <param name="RaisedShare">At least this share, for it came close to its limit; 0 for none.</param>
internal readonly record struct PartCurrent(bool IsOpen, double Amps, double Share, double ExchangeAmps = 0, double RaisedShare = 0);
