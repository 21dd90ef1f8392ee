namespace BtBattery.Simulator.Physics.Power;

/// <summary>A bank and the power system around it, as they are at the start.</summary>
/// <param name="Bank">The packs and how they are wired.</param>
/// <param name="System">What is around them.</param>
public sealed record PhysicsDescription(BankDescription Bank, SystemDescription System);
