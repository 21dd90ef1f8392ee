using BtBattery.DBus;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Run;
using BtBattery.Driver.Settings;
using BtBattery.Driver.Settings.Files;
using BtBattery.Driver.Settings.Venus;
using Microsoft.Extensions.Logging.Abstractions;

namespace BtBattery.Driver.Installing.Banks;

/// <summary>Finds who keeps the settings of a bank: the same place as the driver does.</summary>
/// <param name="busAddress">The bus.</param>
/// <param name="ownersFile">The configuration.</param>
/// <param name="time">The clock.</param>
internal sealed class SettingsMovers(string busAddress, string ownersFile, TimeProvider time)
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(5);

    /// <summary>That place.</summary>
    /// <exception cref="RefusalException">It is the settings service, and there is no bus.</exception>
    public async Task<ISettingsMover> FindAsync(DriverConfiguration configuration, CancellationToken cancellationToken)
    {
        string file = FileSettings.Of(ownersFile);
        var homes = new SettingsHomes(busAddress, file, new LinuxMachine(time), new MonotonicClock(time), NullLoggerFactory.Instance);
        if (await homes.ChooseAsync(configuration.Get(DriverKeys.Settings), cancellationToken) is not VenusSettings)
        {
            return new FileMover(file);
        }

        try
        {
            return new VenusMover(await DBusConnection.ConnectAsync(busAddress, new DBusConnectionOptions { TimeProvider = time, ConnectTimeout = s_deadline }, cancellationToken));
        }
        catch (DBusException exception)
        {
            throw new RefusalException($"Number and name are kept by the settings service of Venus OS, and there is no D-Bus: {exception.Message.TrimEnd('.')}. Nothing was changed.");
        }
    }
}
