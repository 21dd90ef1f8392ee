namespace BtBattery.Simulator.Physics.Power;

/// <summary>Whose day it is that the loads follow.</summary>
public enum LoadProfile
{
    /// <summary>Only what is constant.</summary>
    None,

    /// <summary>A household on alternating current, about 8 kWh a day: fridge, kettle, cooker, washing machine, an evening at home.</summary>
    Household,

    /// <summary>A boat at anchor, about 2 kWh a day: fridge, pumps, lights and instruments on direct current, a kettle on the inverter.</summary>
    Boat,
}
