namespace BtBattery.Simulator.Physics;

/// <summary>What a simulated cell is made of.</summary>
public enum Chemistry
{
    /// <summary>Lithium iron phosphate.</summary>
    Lfp,

    /// <summary>Lithium nickel manganese cobalt oxide, the usual "Li-ion".</summary>
    Nmc,
}
