namespace BtBattery.DBus;

/// <summary>Flags of a message.</summary>
[Flags]
public enum MessageFlags : byte
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary>The caller does not wait for an answer; none may be sent.</summary>
    NoReplyExpected = 1,

    /// <summary>The bus must not start a service for this message.</summary>
    NoAutoStart = 2,

    /// <summary>The caller is ready to wait while somebody is asked for a password.</summary>
    AllowInteractiveAuthorization = 4,
}
