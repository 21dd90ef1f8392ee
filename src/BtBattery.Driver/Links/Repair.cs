namespace BtBattery.Driver.Links;

/// <summary>What came of a repair.</summary>
/// <param name="Outcome">Whether it was done.</param>
/// <param name="Text">What was done, or why not; a sentence for people.</param>
public sealed record Repair(RepairOutcome Outcome, string Text)
{
    /// <summary>It was done.</summary>
    public static Repair Done(string text) => new(RepairOutcome.Done, text);

    /// <summary>It was not done, and nothing has changed.</summary>
    public static Repair NotDone(string text) => new(RepairOutcome.NotDone, text);
}
