namespace BtBattery.Driver.Polling;

/// <summary>Why an attempt gave no data, as far as it decides what can help.</summary>
public enum LinkTrouble
{
    /// <summary>Nothing here is broken: somebody else has the battery, only its owner can help, or it speaks what nobody understands.</summary>
    NotOurs,

    /// <summary>The battery is there, as far as BlueZ knows, and cannot be connected, drops the link, or does not answer.</summary>
    Broken,

    /// <summary>It does not advertise.</summary>
    NotSeen,

    /// <summary>The adapter is switched off.</summary>
    AdapterOff,

    /// <summary>The adapter is not there.</summary>
    NoAdapter,

    /// <summary>BlueZ or the bus does not answer.</summary>
    NoBlueZ,
}
