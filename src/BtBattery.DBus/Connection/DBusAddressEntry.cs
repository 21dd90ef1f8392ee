namespace BtBattery.DBus;

/// <summary>One address of a list, such as "unix:path=/run/bus".</summary>
/// <param name="Transport">The word before the colon, such as "unix".</param>
/// <param name="Properties">Keys and values behind it, unescaped.</param>
public sealed record DBusAddressEntry(string Transport, IReadOnlyDictionary<string, string> Properties)
{
    /// <summary>The file system path of a unix socket; null if the address has none.</summary>
    public string? Path => Properties.GetValueOrDefault("path");

    /// <summary>The name of an abstract unix socket; null if the address has none.</summary>
    public string? Abstract => Properties.GetValueOrDefault("abstract");

    /// <summary>The id that the server must have; null if the address does not say.</summary>
    public string? Guid => Properties.GetValueOrDefault("guid");

    /// <summary>The address in readable form.</summary>
    public override string ToString() =>
        Transport + ":" + string.Join(',', Properties.Select(property => property.Key + "=" + property.Value));
}
