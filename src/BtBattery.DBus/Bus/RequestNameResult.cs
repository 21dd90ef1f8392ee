namespace BtBattery.DBus;

/// <summary>What became of a request for a bus name.</summary>
public enum RequestNameResult : uint
{
    /// <summary>Not an answer of the bus.</summary>
    None = 0,

    /// <summary>This connection owns the name now.</summary>
    PrimaryOwner = 1,

    /// <summary>Somebody else owns it; this connection waits in the queue.</summary>
    InQueue = 2,

    /// <summary>Somebody else owns it, and waiting was not wanted.</summary>
    Exists = 3,

    /// <summary>This connection owned it before.</summary>
    AlreadyOwner = 4,
}
