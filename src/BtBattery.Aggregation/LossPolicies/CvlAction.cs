namespace BtBattery.Aggregation.LossPolicies;

/// <summary>What becomes of the charge voltage, from the most to the least permissive.</summary>
public enum CvlAction
{
    /// <summary>What the stage of charging says.</summary>
    Own,

    /// <summary>The same, and never more than it was.</summary>
    NotRising,

    /// <summary>FLOAT_CELL_VOLTAGE for every cell, or less if it was less.</summary>
    FloatOrBelow,

    /// <summary>BLOCKED_CELL_VOLTAGE for every cell: nothing flows into a rested battery, also where the system does not enforce the current limit.</summary>
    Blocked,

    /// <summary>Invalid, together with both currents: the system's own handling of a lost BMS begins.</summary>
    Invalid,
}
