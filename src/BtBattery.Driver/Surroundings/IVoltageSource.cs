namespace BtBattery.Driver.Surroundings;

/// <summary>Where the voltages come from that other devices measure.</summary>
public interface IVoltageSource
{
    /// <summary>Raised when a device came or went: it is time to look. Raised on the context of whoever looked last.</summary>
    event Action? Changed;

    /// <summary>What the devices say now; null if it cannot be learned.</summary>
    Task<DeviceVoltages?> ReadAsync(CancellationToken cancellationToken);
}
