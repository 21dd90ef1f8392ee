namespace BtBattery.DBus;

/// <summary>What became of the release of a bus name.</summary>
public enum ReleaseNameResult : uint
{
    /// <summary>Not an answer of the bus.</summary>
    None = 0,

    /// <summary>The name is released.</summary>
    Released = 1,

    /// <summary>Nobody owned it.</summary>
    NonExistent = 2,

    /// <summary>Somebody else owns it.</summary>
    NotOwner = 3,
}
