namespace BtBattery.Driver.Doctor;

/// <summary>Something that is wrong, or could be better.</summary>
/// <param name="Code">Stable code of the cause.</param>
/// <param name="Severity">How grave.</param>
/// <param name="Subject">What it is about: an address, an adapter, a service; null for the machine as a whole.</param>
/// <param name="Text">What is wrong, one sentence.</param>
/// <param name="Action">The one thing to do.</param>
public sealed record Finding(string Code, Severity Severity, string? Subject, string Text, string Action);
