namespace BtBattery.DBus;

/// <summary>Error names with a meaning fixed by the D-Bus specification or by the reference implementation.</summary>
public static class DBusErrorNames
{
    /// <summary>Something failed; the sentence says what.</summary>
    public const string Failed = "org.freedesktop.DBus.Error.Failed";

    /// <summary>No memory was left for the operation.</summary>
    public const string NoMemory = "org.freedesktop.DBus.Error.NoMemory";

    /// <summary>The bus does not know how to start the service.</summary>
    public const string ServiceUnknown = "org.freedesktop.DBus.Error.ServiceUnknown";

    /// <summary>Nobody owns the bus name.</summary>
    public const string NameHasNoOwner = "org.freedesktop.DBus.Error.NameHasNoOwner";

    /// <summary>No reply came; the bus sends this when the called process vanishes.</summary>
    public const string NoReply = "org.freedesktop.DBus.Error.NoReply";

    /// <summary>The policy of the bus or the service forbids it.</summary>
    public const string AccessDenied = "org.freedesktop.DBus.Error.AccessDenied";

    /// <summary>The service does not support it.</summary>
    public const string NotSupported = "org.freedesktop.DBus.Error.NotSupported";

    /// <summary>A limit is exhausted.</summary>
    public const string LimitsExceeded = "org.freedesktop.DBus.Error.LimitsExceeded";

    /// <summary>Wrong number, type or value of the arguments.</summary>
    public const string InvalidArgs = "org.freedesktop.DBus.Error.InvalidArgs";

    /// <summary>There is no object at the path.</summary>
    public const string UnknownObject = "org.freedesktop.DBus.Error.UnknownObject";

    /// <summary>The object has no such interface.</summary>
    public const string UnknownInterface = "org.freedesktop.DBus.Error.UnknownInterface";

    /// <summary>The interface has no such method.</summary>
    public const string UnknownMethod = "org.freedesktop.DBus.Error.UnknownMethod";

    /// <summary>The interface has no such property, or the property has no value now.</summary>
    public const string UnknownProperty = "org.freedesktop.DBus.Error.UnknownProperty";

    /// <summary>The property cannot be written.</summary>
    public const string PropertyReadOnly = "org.freedesktop.DBus.Error.PropertyReadOnly";

    /// <summary>The match rule is not valid.</summary>
    public const string MatchRuleInvalid = "org.freedesktop.DBus.Error.MatchRuleInvalid";
}
