namespace BtBattery.DBus;

/// <summary>What a string of a message has to be; one may be several of them.</summary>
[Flags]
internal enum StringKind
{
    /// <summary>Nothing of the following.</summary>
    None = 0,

    /// <summary>An object path.</summary>
    ObjectPath = 1,

    /// <summary>Name of an interface or an error.</summary>
    Interface = 2,

    /// <summary>Name of a method, signal or property.</summary>
    Member = 4,

    /// <summary>Unique or well-known name of a client.</summary>
    Bus = 8,

    /// <summary>A sequence of complete types.</summary>
    Signature = 16,

    /// <summary>One complete type.</summary>
    SingleType = 32,
}
