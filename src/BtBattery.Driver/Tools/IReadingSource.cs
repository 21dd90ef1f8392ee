using BtBattery.Driver.Links;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Tools;

/// <summary>One battery that is being read, whichever way. Disposing it ends the reading, and the link if it made one.</summary>
public interface IReadingSource : IAsyncDisposable
{
    /// <summary>The battery.</summary>
    BatteryAddress Address { get; }

    /// <summary>Which way it is read.</summary>
    ReadingOrigin Origin { get; }

    /// <summary>
    /// Waits for the next reading: values of a newer round than the last one given, or why there are none. Values are given
    /// again, with their age, when no newer ones come for a while.
    /// </summary>
    /// <exception cref="LinkException">There can be no reading any more: the driver that was asked is gone, or does not let us ask.</exception>
    Task<BatteryReading> NextAsync(CancellationToken cancellationToken);
}
