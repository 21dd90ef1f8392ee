namespace BtBattery.Bms.Conversations;

/// <summary>The two switches between the cells and the terminals of a battery.</summary>
public enum FetSwitch
{
    /// <summary>Lets current into the battery.</summary>
    Charge,

    /// <summary>Lets current out of the battery.</summary>
    Discharge,
}
