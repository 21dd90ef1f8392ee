using BtBattery.Driver.Publish;
using BtBattery.Driver.Settings;

namespace BtBattery.Driver.Run;

/// <summary>A service that is to be on the bus.</summary>
/// <param name="Publisher">Publishes it.</param>
/// <param name="Settings">Where its number is kept; null for nowhere.</param>
/// <param name="Instance">The number it publishes at first.</param>
/// <param name="TakeInstance">Publishes another number; false if nobody did.</param>
internal readonly record struct PublishedService(Publisher Publisher, IDeviceSettings? Settings, int Instance, Func<int, CancellationToken, Task<bool>> TakeInstance);
