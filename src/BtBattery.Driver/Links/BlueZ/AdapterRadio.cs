using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Links.BlueZ;

/// <summary>What the batteries on one adapter share: the turns to connect, and the search for those that are not known.</summary>
internal sealed class AdapterRadio
{
    public AdapterRadio(BlueZSession session, string path, TimeProvider timeProvider, ILogger logger)
    {
        Path = path;
        Search = new Search(session, path, Turns, timeProvider, logger);
    }

    /// <summary>The object of the adapter.</summary>
    public string Path { get; }

    /// <summary>
    /// One attempt to connect, or one look around, at a time: the controllers of GX devices and Raspberry Pis do poorly at several. Whoever has the turn may
    /// look whether others want it.
    /// </summary>
    public Turns Turns { get; } = new();

    /// <summary>Looks for batteries BlueZ does not know.</summary>
    public Search Search { get; }
}
