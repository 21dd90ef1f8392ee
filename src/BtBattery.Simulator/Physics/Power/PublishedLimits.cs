namespace BtBattery.Simulator.Physics.Power;

/// <summary>What a battery service asks of the system, as a client of the bus last heard it.</summary>
/// <param name="IsThere">True while the service is on the bus and has told its values.</param>
/// <param name="Cvl">Charge voltage in V; null = published as invalid.</param>
/// <param name="Ccl">Largest charge current in A; null = invalid.</param>
/// <param name="Dcl">Largest discharge current in A; null = invalid.</param>
public readonly record struct PublishedLimits(bool IsThere, double? Cvl, double? Ccl, double? Dcl)
{
    /// <summary>True if the system takes the service for a BMS: its charge voltage is valid.</summary>
    public bool IsBms => IsThere && Cvl is not null;
}
