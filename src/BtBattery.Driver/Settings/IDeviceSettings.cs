using BtBattery.Driver.Publish;

namespace BtBattery.Driver.Settings;

/// <summary>The settings of one device, as they are now.</summary>
public interface IDeviceSettings : IAsyncDisposable
{
    /// <summary>Told with name and new value when somebody else has changed one, and after the home was away; on the context of whoever opened it.</summary>
    event Action<string, ItemValue>? Changed;

    /// <summary>The number of the device among all of its class, which the home has given to it: <c>ClassAndVrmInstance</c>.</summary>
    int Instance { get; }

    /// <summary>A setting as last heard; valid.</summary>
    /// <param name="name">One that was declared.</param>
    ItemValue this[string name] { get; }

    /// <summary>Keeps a value. A value that is there already is not written again.</summary>
    /// <returns>False if it was refused, or nobody took it within its deadline; it then holds what it held.</returns>
    Task<bool> WriteAsync(string name, ItemValue value, CancellationToken cancellationToken);
}
