namespace BtBattery.Aggregation.Model;

/// <summary>One protection that is up.</summary>
/// <param name="Protection">What happened.</param>
/// <param name="Level">How far it went.</param>
/// <param name="Name">The name in the protocol's own table, such as <c>cell_overvoltage</c>.</param>
public readonly record struct ActiveProtection(Protection Protection, ProtectionLevel Level, string Name);
