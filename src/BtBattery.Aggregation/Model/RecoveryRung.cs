namespace BtBattery.Aggregation.Model;

/// <summary>What is done about a battery that gives no data, from the gentlest to the last; docs/recovery.md.</summary>
public enum RecoveryRung
{
    /// <summary>The question is asked again on the same link.</summary>
    AskAgain,

    /// <summary>Its notifications are switched off and on, on the same link.</summary>
    Resubscribe,

    /// <summary>The link is ended, and another one made.</summary>
    Reconnect,

    /// <summary>What BlueZ remembers of the battery is removed, and the battery looked for anew.</summary>
    RemoveDevice,

    /// <summary>The Bluetooth adapter is switched off and on.</summary>
    CycleAdapter,

    /// <summary>The connection with the bus and everything known of BlueZ is given up and built anew.</summary>
    RebuildClient,

    /// <summary>The program ends, for its supervisor to start it anew.</summary>
    Leave,

    /// <summary>The machine is started anew.</summary>
    Reboot,
}
