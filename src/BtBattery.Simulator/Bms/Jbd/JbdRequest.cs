namespace BtBattery.Simulator.Bms;

/// <summary>One checked request to a JBD board.</summary>
/// <param name="IsWrite">True for a command that changes something.</param>
/// <param name="Register">The register it is about.</param>
/// <param name="Data">Data of a write; empty for a read.</param>
public readonly record struct JbdRequest(bool IsWrite, byte Register, byte[] Data);
