using BtBattery.DBus;
using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Run;
using BtBattery.Driver.Settings.Files;
using BtBattery.Driver.Settings.Venus;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Settings;

/// <summary>Chooses where settings are kept: once for the life of the program, since what was opened there once is known without waiting.</summary>
/// <param name="busAddress">The bus.</param>
/// <param name="file">The driver's own file; it need not exist.</param>
/// <param name="machine">The machine.</param>
/// <param name="clock">The time.</param>
/// <param name="loggers">Where the choice is told, and the faults of the homes.</param>
public sealed class SettingsHomes(string busAddress, string file, IMachine machine, MonotonicClock clock, ILoggerFactory loggers)
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(10);

    private readonly Dictionary<SettingsHome, ISettingsHome> _chosen = [];

    /// <summary>The home for what is configured; the same each time. Tells a new one, and why it is that one.</summary>
    /// <param name="wanted">What the owner configured.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ISettingsHome> ChooseAsync(SettingsHome wanted, CancellationToken cancellationToken)
    {
        if (!_chosen.TryGetValue(wanted, out ISettingsHome? home))
        {
            (home, string? reason) = await FindAsync(wanted, cancellationToken);
            _chosen[wanted] = home;
            if (reason is not null)
            {
                loggers.CreateLogger<SettingsHomes>().LogInformation("Names, the instance and what is set on a screen are kept in {Place}: {Reason}.", home.Place, reason);
            }
        }

        return home;
    }

    /// <returns>The home, and why it is that one; null where there is no bus, of which whoever serves the batteries tells: nothing is kept then.</returns>
    private async Task<(ISettingsHome Home, string? Reason)> FindAsync(SettingsHome wanted, CancellationToken cancellationToken) => wanted switch
    {
        SettingsHome.Venus => (Venus(), "the configuration says so (SETTINGS)"),
        SettingsHome.File => (File(), "the configuration says so (SETTINGS)"),
        _ when machine.IsGx => (Venus(), "this is a GX device"),
        _ => await HasServiceAsync(cancellationToken) switch
        {
            true => (Venus(), "its settings service is on the bus"),
            false => (File(), "this is no GX device, and no settings service is on the bus"),
            null => (File(), null),
        },
    };

    private VenusSettings Venus() => new(busAddress, clock, loggers.CreateLogger<VenusSettings>());

    private FileSettings File() => new(file, clock, loggers.CreateLogger<FileSettings>());

    /// <summary>True if the service is on the bus, or the bus would start it; null if there is no bus.</summary>
    private async Task<bool?> HasServiceAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(s_deadline, clock.TimeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await using DBusConnection connection = await DBusConnection.ConnectAsync(busAddress, new DBusConnectionOptions { TimeProvider = clock.TimeProvider }, both.Token);
            return await connection.GetNameOwnerAsync(VenusNames.Service, both.Token) is not null
                || (await connection.ListActivatableNamesAsync(both.Token)).Contains(VenusNames.Service);
        }
        catch (Exception exception) when (exception is DBusConnectException or DBusAddressException or DBusDisconnectedException)
        {
            return null;
        }
        catch (Exception exception) when (exception is DBusException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // A bus that does not answer such questions has nobody to answer for settings.
            return false;
        }
    }
}
