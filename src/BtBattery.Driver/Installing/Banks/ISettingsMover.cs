namespace BtBattery.Driver.Installing.Banks;

/// <summary>Moves what people set, and the number, from one device to another, wherever that is kept; while no driver serves either.</summary>
internal interface ISettingsMover : IAsyncDisposable
{
    /// <summary>The number that a device has, and the one that was wished for; null for none.</summary>
    /// <exception cref="RefusalException">Whoever keeps them does not answer.</exception>
    Task<(int? Instance, int? Wish)> ReadAsync(string device, CancellationToken cancellationToken);

    /// <summary>Moves the number, and copies what was set and is not set there. May be done again.</summary>
    /// <exception cref="RefusalException">It is not taken.</exception>
    Task MoveAsync(DeviceMove move, CancellationToken cancellationToken);
}
