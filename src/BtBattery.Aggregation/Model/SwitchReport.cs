namespace BtBattery.Aggregation.Model;

/// <summary>How the wish to switch a FET fares.</summary>
/// <param name="Text">In words for people.</param>
/// <param name="IsFinal">True once nothing more will happen.</param>
/// <param name="IsDone">True if the battery acknowledged it and reads as wished.</param>
public sealed record SwitchReport(string Text, bool IsFinal, bool IsDone);
