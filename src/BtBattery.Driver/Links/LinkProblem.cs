namespace BtBattery.Driver.Links;

/// <summary>Why there is no link.</summary>
public enum LinkProblem
{
    /// <summary>The bus is gone or refuses us.</summary>
    NoBus,

    /// <summary>BlueZ is not on the bus.</summary>
    NoBlueZ,

    /// <summary>BlueZ has no adapter, or not the one asked for.</summary>
    NoAdapter,

    /// <summary>The adapter is switched off.</summary>
    AdapterOff,

    /// <summary>The adapter does not do what it is asked, whichever battery it is for.</summary>
    AdapterFails,

    /// <summary>The device did not advertise while we looked.</summary>
    NotSeen,

    /// <summary>Another program is connected with the device.</summary>
    InUse,

    /// <summary>The connection failed, or took too long.</summary>
    ConnectFailed,

    /// <summary>Connected, but the services were not resolved in time.</summary>
    NotResolved,

    /// <summary>Connected, but the device has none of the services asked for.</summary>
    NoSuchService,

    /// <summary>Reading or writing failed on a link that was up.</summary>
    TransferFailed,

    /// <summary>Answers are late or missing, and cannot be told apart any more.</summary>
    LateAnswers,

    /// <summary>The device talks only to those it is paired with.</summary>
    PairingNeeded,

    /// <summary>The device was asked to pair, and the two are not paired.</summary>
    PairingFailed,

    /// <summary>The device or the local side ended the link.</summary>
    Disconnected,

    /// <summary>The link works; the device gives no data for a reason of its own.</summary>
    NoData,
}
