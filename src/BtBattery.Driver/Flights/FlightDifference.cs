using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Flights;

/// <summary>What a replay did otherwise than the recording.</summary>
/// <param name="Battery">Pseudonym of the battery.</param>
/// <param name="Turn">In the turn with this number, from 1; for what is no published value, after so many turns.</param>
/// <param name="At">When, on the clock of the recorded program.</param>
/// <param name="Path">The published path, or in round brackets what else differs.</param>
/// <param name="Recorded">What was recorded, as JSON.</param>
/// <param name="Replayed">What came of it now, as JSON.</param>
public sealed record FlightDifference(string Battery, int Turn, MonotonicTime At, string Path, string Recorded, string Replayed);
