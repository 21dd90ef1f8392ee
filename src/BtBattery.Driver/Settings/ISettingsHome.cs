namespace BtBattery.Driver.Settings;

/// <summary>Where settings are kept over restarts: the settings service of Venus OS, or a file of the driver's own.</summary>
public interface ISettingsHome
{
    /// <summary>Where that is, for people, such as <c>the settings of Venus OS</c> or a file's path.</summary>
    string Place { get; }

    /// <summary>Follows the settings until cancelled; may be started again. Nothing new is opened while it does not run.</summary>
    /// <exception cref="Publish.BusException">They are on a bus, and there is none at the start.</exception>
    Task RunAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Makes the settings of a device where they are missing, and reads those that are there. Waits for the settings service, for as long as it takes: it may come
    /// up after this program; what was open before is known without waiting. A setting that is refused is told and stays at its default; a number is never invented: a device may be
    /// opened before it has one.
    /// </summary>
    /// <param name="device">What the device is called there, such as <c>btbattery_a4c138000001</c>.</param>
    /// <param name="wish">The number that it gets if that is free and it has none yet; null for a device that needs none.</param>
    /// <param name="settings">Everything that is kept of it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    Task<IDeviceSettings> OpenAsync(string device, int? wish, IReadOnlyList<Setting> settings, CancellationToken cancellationToken);
}
