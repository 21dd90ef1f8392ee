namespace BtBattery.Driver.Doctor.Facts;

/// <summary>A part that could not be learned.</summary>
/// <param name="What">The part, as people call it.</param>
/// <param name="Why">The reason.</param>
public sealed record NotLearned(string What, string Why);
