namespace BtBattery.DBus;

/// <summary>Limits of the D-Bus specification ("Message Protocol", "Marshaling").</summary>
internal static class WireLimits
{
    /// <summary>Bytes of a whole message, header included.</summary>
    internal const int MaxMessageLength = 128 * 1024 * 1024;

    /// <summary>Bytes of the elements of one array.</summary>
    internal const int MaxArrayLength = 64 * 1024 * 1024;

    /// <summary>Characters of a signature.</summary>
    internal const int MaxSignatureLength = 255;

    /// <summary>Arrays inside arrays in one signature.</summary>
    internal const int MaxArrayDepth = 32;

    /// <summary>Structs inside structs in one signature.</summary>
    internal const int MaxStructDepth = 32;

    /// <summary>Containers inside containers in one message, variants included.</summary>
    internal const int MaxTotalDepth = 64;

    /// <summary>Bytes at the start of a message that tell its length.</summary>
    internal const int FixedHeaderLength = 16;
}
