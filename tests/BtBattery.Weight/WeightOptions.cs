namespace BtBattery.Weight;

/// <summary>What to weigh.</summary>
/// <param name="Program">The program file, published.</param>
/// <param name="Archive">The archive that it comes in; null if that is not to be weighed.</param>
/// <param name="Time">How long it serves before it is looked at.</param>
/// <param name="Starts">How often it is started for the time of a start.</param>
internal sealed record WeightOptions(string Program, string? Archive, TimeSpan Time, int Starts);
