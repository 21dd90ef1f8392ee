namespace BtBattery.Aggregation.Plausibility;

/// <summary>Two things a battery says that cannot both be true. It is shown; no value is changed because of it.</summary>
/// <param name="Code">What contradicts what, for counters: one of <see cref="ContradictionCodes"/>.</param>
/// <param name="Text">The same with its numbers, for the log.</param>
public sealed record Contradiction(string Code, string Text);
