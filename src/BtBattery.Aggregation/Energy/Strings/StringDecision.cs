namespace BtBattery.Aggregation.Energy.Strings;

/// <summary>What is said of a string in a turn.</summary>
/// <param name="Figures">How far its parts are apart.</param>
/// <param name="Memory">For the next turn.</param>
public readonly record struct StringDecision(StringFigures Figures, StringMemory Memory);
