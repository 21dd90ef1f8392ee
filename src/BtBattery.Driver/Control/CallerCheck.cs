using System.Globalization;
using BtBattery.DBus;

namespace BtBattery.Driver.Control;

/// <summary>Who may use the control interface: root, and the user the driver runs as.</summary>
/// <param name="userOf">The user id behind a unique bus name; null if the bus does not know.</param>
/// <param name="ownName">The driver's own unique name.</param>
public sealed class CallerCheck(Func<string, CancellationToken, Task<uint?>> userOf, string ownName)
{
    private const uint Root = 0;

    /// <summary>Asks the bus of that connection.</summary>
    public static CallerCheck Over(DBusConnection connection) =>
        new((name, cancellationToken) => AskAsync(connection, name, cancellationToken), connection.UniqueName);

    /// <summary>Null if the caller may, else why not.</summary>
    public async Task<string?> ObjectionAsync(string? caller, CancellationToken cancellationToken)
    {
        uint? user = caller is null ? null : await userOf(caller, cancellationToken);
        if (user == Root || (user is not null && user == await userOf(ownName, cancellationToken)))
        {
            return null;
        }

        string whom = user is uint id ? id.ToString(CultureInfo.InvariantCulture) : "unknown";
        return $"Only root and the user the driver runs as may ask this, not user {whom}.";
    }

    private static async Task<uint?> AskAsync(DBusConnection connection, string name, CancellationToken cancellationToken)
    {
        try
        {
            MessageWriter call = connection.CreateMethodCall(
                "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "GetConnectionUnixUser", "s");
            call.WriteString(name);
            Message answer = await connection.CallAsync(ref call, null, cancellationToken);
            return answer.GetReader().ReadUInt32();
        }
        catch (DBusErrorException)
        {
            // The caller is gone, or the bus cannot tell.
            return null;
        }
    }
}
