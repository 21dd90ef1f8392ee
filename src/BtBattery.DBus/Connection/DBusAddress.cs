using System.Text;

namespace BtBattery.DBus;

/// <summary>Server addresses (D-Bus specification, "Server Addresses").</summary>
public static class DBusAddress
{
    /// <summary>The system bus: DBUS_SYSTEM_BUS_ADDRESS, or the socket that every system has.</summary>
    public static string System =>
        FromEnvironment("DBUS_SYSTEM_BUS_ADDRESS") ?? "unix:path=/var/run/dbus/system_bus_socket";

    /// <summary>The session bus: DBUS_SESSION_BUS_ADDRESS; null if it is not set.</summary>
    public static string? Session => FromEnvironment("DBUS_SESSION_BUS_ADDRESS");

    /// <summary>Parses a list of addresses separated by semicolons; each is tried in turn until one connects.</summary>
    /// <exception cref="DBusAddressException">The text is empty or malformed; the message quotes the faulty part.</exception>
    public static IReadOnlyList<DBusAddressEntry> Parse(string addresses)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        var entries = new List<DBusAddressEntry>();
        foreach (string address in addresses.Split(';', StringSplitOptions.RemoveEmptyEntries)) entries.Add(ParseEntry(address));
        if (entries.Count == 0) throw new DBusAddressException("The D-Bus address is empty.");
        return entries;
    }

    private static string? FromEnvironment(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static DBusAddressEntry ParseEntry(string address)
    {
        int colon = address.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0) throw new DBusAddressException($"The D-Bus address '{address}' has no transport before a colon.");
        var properties = new Dictionary<string, string>();
        string transport = address[..colon];
        foreach (string pair in address[(colon + 1)..].Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) throw new DBusAddressException($"'{pair}' in the D-Bus address '{address}' is not a key with a value.");
            string key = pair[..equals];
            if (!properties.TryAdd(key, Unescape(pair[(equals + 1)..], address)))
                throw new DBusAddressException($"The key '{key}' comes twice in the D-Bus address '{address}'.");
        }

        var entry = new DBusAddressEntry(transport, properties);
        if (transport == "unix" && entry.Path is not null && entry.Abstract is not null)
            throw new DBusAddressException($"The D-Bus address '{address}' has both a path and an abstract name.");
        return entry;
    }

    private static string Unescape(string value, string address)
    {
        var bytes = new List<byte>(value.Length);
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            if (c == '%')
            {
                if (i + 2 >= value.Length || !char.IsAsciiHexDigit(value[i + 1]) || !char.IsAsciiHexDigit(value[i + 2]))
                    throw new DBusAddressException($"The D-Bus address '{address}' has a % without two hexadecimal digits.");
                bytes.Add(Convert.FromHexString(value.AsSpan(i + 1, 2))[0]);
                i += 2;
            }
            else if (char.IsAsciiLetterOrDigit(c) || @"-_/.\*~".Contains(c))
            {
                bytes.Add((byte)c);
            }
            else
            {
                throw new DBusAddressException($"The character '{c}' in the D-Bus address '{address}' must be escaped with %.");
            }
        }

        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.ToArray());
        }
        catch (ArgumentException)
        {
            throw new DBusAddressException($"The D-Bus address '{address}' is not UTF-8.");
        }
    }
}
