using BtBattery.DBus;

namespace BtBattery.Driver.Doctor.Collectors;

/// <summary>
/// Asks the bus for a service name and gives it back in the same breath: both requests are under way before the first is
/// answered, so that the name is held for less than a client needs to ask anything of it.
/// </summary>
public static class NameProbe
{
    /// <summary>True if the name may be owned, false if the bus forbids it; null if another program has it.</summary>
    /// <exception cref="DBusException">The bus is lost or does not answer.</exception>
    public static async Task<bool?> MayOwnAsync(DBusConnection connection, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        Task<RequestNameResult> requesting = connection.RequestNameAsync(name, RequestNameFlags.DoNotQueue, cancellationToken);
        Task<ReleaseNameResult> releasing = connection.ReleaseNameAsync(name, CancellationToken.None);
        try
        {
            return await requesting is RequestNameResult.PrimaryOwner ? true : null;
        }
        catch (DBusErrorException exception) when (exception.ErrorName == DBusErrorNames.AccessDenied)
        {
            return false;
        }
        finally
        {
            await releasing;
        }
    }
}
