namespace BtBattery.Driver.Settings;

/// <summary>Where settings are kept over restarts: the settings service of Venus OS, or a file of the driver's own.</summary>
public interface ISettingsHome : IAsyncDisposable
{
    /// <summary>Where that is, for people, such as <c>the settings of Venus OS</c> or a file's path.</summary>
    string Place { get; }

    /// <summary>
    /// Makes the settings of a device where they are missing, and reads those that are there. Waits for the settings service, for as long as it takes: it may come
    /// up after this program.
    /// </summary>
    /// <param name="device">What the device is called there, such as <c>btbattery_a4c138000001</c>.</param>
    /// <param name="settings">Everything that is kept of it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="SettingsException">The home is there and refuses them.</exception>
    Task<IDeviceSettings> OpenAsync(string device, IReadOnlyList<Setting> settings, CancellationToken cancellationToken);
}
