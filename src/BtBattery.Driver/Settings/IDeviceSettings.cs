using BtBattery.Driver.Publish;

namespace BtBattery.Driver.Settings;

/// <summary>The settings of one device, as they are now. Any thread may ask, and be told.</summary>
public interface IDeviceSettings : IDisposable
{
    /// <summary>Told with name and new value when somebody else has changed one, also while the home was away. Must not block.</summary>
    event Action<string, ItemValue>? Changed;

    /// <summary>Told when the device has got its number late, or another one. Must not block.</summary>
    event Action<int>? InstanceChanged;

    /// <summary>The number of the device among all of its class, which the home has given to it: <c>ClassAndVrmInstance</c>. Null if it was opened without one, or has none yet.</summary>
    int? Instance { get; }

    /// <summary>A setting as last heard; valid.</summary>
    /// <param name="name">One that was declared.</param>
    ItemValue this[string name] { get; }

    /// <summary>Keeps a value. A value that is there already is not written again.</summary>
    /// <returns>False if it was refused, or nobody took it within its deadline; it then holds what it held.</returns>
    Task<bool> WriteAsync(string name, ItemValue value, CancellationToken cancellationToken);
}
