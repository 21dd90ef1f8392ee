namespace BtBattery.Driver.Links;

/// <summary>Whether a repair was done.</summary>
public enum RepairOutcome
{
    /// <summary>It was done; whether it helped, the next attempts show.</summary>
    Done,

    /// <summary>It was not done, and nothing has changed.</summary>
    NotDone,

    /// <summary>It was not done, since the battery does not advertise while others do: it is away, and nothing here is broken.</summary>
    Away,

    /// <summary>The adapter was switched off and does not come on again.</summary>
    LeftOff,
}
