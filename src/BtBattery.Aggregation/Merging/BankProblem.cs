namespace BtBattery.Aggregation.Merging;

/// <summary>Something about a bank that its owner has to mend.</summary>
/// <param name="Code">What it is, for programs: one of <see cref="BankProblemCodes"/>.</param>
/// <param name="IsRefused">True if such a bank gets no limits: CVL stays invalid. False if it is told only.</param>
/// <param name="Text">For people: what is wrong, with both numbers, and what to do.</param>
public sealed record BankProblem(string Code, bool IsRefused, string Text);
