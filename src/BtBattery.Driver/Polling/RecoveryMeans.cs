using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Links;
using BtBattery.Driver.Run;

namespace BtBattery.Driver.Polling;

/// <summary>What can be done about a battery that gives no data, beyond its own link.</summary>
public sealed record RecoveryMeans
{
    /// <summary>Repairs what BlueZ and the adapter have to do with it.</summary>
    public required ILinkRepair Repair { get; init; }

    /// <summary>What the batteries share.</summary>
    public required SharedRadio Radio { get; init; }

    /// <summary>What was done before, by earlier processes too.</summary>
    public required RecoveryStamps Stamps { get; init; }

    /// <summary>The machine.</summary>
    public required IMachine Machine { get; init; }

    /// <summary>The last thing that may be done.</summary>
    public required WatchdogAction Action { get; init; }

    /// <summary>Silence of a link before anything is done that touches more than it; null for never.</summary>
    public required TimeSpan? Patience { get; init; }
}
