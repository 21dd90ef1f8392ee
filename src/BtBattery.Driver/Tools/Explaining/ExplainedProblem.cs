namespace BtBattery.Driver.Tools.Explaining;

/// <summary>Something the owner has to look at.</summary>
/// <param name="Code">What it is, for programs.</param>
/// <param name="IsRefused">True if the bank gets no limits because of it.</param>
/// <param name="Text">What is wrong and what to do.</param>
public sealed record ExplainedProblem(string Code, bool IsRefused, string Text);
