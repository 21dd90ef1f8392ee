namespace BtBattery.Driver.Configuration.Keys;

/// <summary>The last thing that is done about a link that stays silent.</summary>
public enum WatchdogAction
{
    /// <summary>Every repair of the link, and a line in the log.</summary>
    Log,

    /// <summary>Then end the program; the supervisor starts it anew.</summary>
    Exit,

    /// <summary>Then start the machine anew.</summary>
    Reboot,
}
