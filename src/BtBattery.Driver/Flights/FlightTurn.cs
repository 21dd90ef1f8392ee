using BtBattery.Aggregation.Model;
using BtBattery.Driver.Publish;

namespace BtBattery.Driver.Flights;

/// <summary>One turn of a replay; or, with no changes, something before the next one that went otherwise than recorded.</summary>
/// <param name="Battery">Pseudonym of the battery.</param>
/// <param name="Number">Counts the turns of this battery, from 1.</param>
/// <param name="At">When, on the clock of the recorded program.</param>
/// <param name="Changes">What was published, in the order of the table; empty if nothing changed.</param>
/// <param name="Differences">Where that is not what was recorded.</param>
public sealed record FlightTurn(
    string Battery, int Number, MonotonicTime At, IReadOnlyList<KeyValuePair<string, ItemValue>> Changes, IReadOnlyList<FlightDifference> Differences);
