using BtBattery.DBus;
using BtBattery.Driver.Control;
using BtBattery.Driver.Links;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Scanning;

/// <summary>Which devices the running drivers of this machine serve, alone or in a bank.</summary>
internal static class ServedBatteries
{
    /// <summary>Those of the devices that are served, with the bus name of the driver.</summary>
    /// <exception cref="LinkException">The bus cannot be used any more.</exception>
    public static async Task<IReadOnlyDictionary<BatteryAddress, string>> FindAsync(
        string busAddress, IEnumerable<SeenDevice> devices, CancellationToken cancellationToken)
    {
        try
        {
            var served = new Dictionary<BatteryAddress, string>();
            if (!await IsAnyDriverRunningAsync(busAddress, cancellationToken))
            {
                return served;
            }

            foreach (SeenDevice device in devices)
            {
                await using RunningDriver? driver = await RunningDriver.FindAsync(busAddress, device.Address, cancellationToken);
                if (driver is not null)
                {
                    served[device.Address] = driver.Service;
                }
            }

            return served;
        }
        catch (DBusException exception)
        {
            throw new LinkException(LinkProblem.NoBus, $"The bus cannot be used: {exception.Message}", exception);
        }
    }

    private static async Task<bool> IsAnyDriverRunningAsync(string busAddress, CancellationToken cancellationToken)
    {
        await using DBusConnection connection = await DBusConnection.ConnectAsync(busAddress, cancellationToken: cancellationToken);
        return (await connection.ListNamesAsync(cancellationToken)).Any(name => name.StartsWith(ControlNames.ServicePrefix, StringComparison.Ordinal));
    }
}
