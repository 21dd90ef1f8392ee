namespace BtBattery.Driver.Links;

/// <summary>Looks for Bluetooth LE devices without connecting to any.</summary>
public interface IDeviceScanner
{
    /// <summary>Scans for a while.</summary>
    /// <param name="duration">How long.</param>
    /// <param name="seen">Told of every device when it is heard for the first time, and when more becomes known of it; may be null.</param>
    /// <param name="cancellationToken">Ends the scan early.</param>
    /// <returns>Every device that was heard or is connected, the strongest first.</returns>
    /// <exception cref="LinkException">There is no bus, no BlueZ, no adapter, it is off, or BlueZ refuses.</exception>
    Task<IReadOnlyList<SeenDevice>> ScanAsync(TimeSpan duration, Action<SeenDevice>? seen, CancellationToken cancellationToken);
}
