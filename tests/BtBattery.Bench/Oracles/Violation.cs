namespace BtBattery.Bench;

/// <summary>Something that must never happen and did.</summary>
/// <param name="Oracle">Who saw it.</param>
/// <param name="At">When it began to count, since the start of the run.</param>
/// <param name="Text">What was seen, for people.</param>
internal sealed record Violation(string Oracle, TimeSpan At, string Text);
