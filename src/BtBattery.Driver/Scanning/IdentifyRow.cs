using BtBattery.Driver.Options;
using BtBattery.Driver.Tools;

namespace BtBattery.Driver.Scanning;

/// <summary>One candidate as it is now, beside the others.</summary>
public sealed record IdentifyRow
{
    /// <summary>Its address.</summary>
    public required BatteryAddress Address { get; init; }

    /// <summary>Its name; null if it has none.</summary>
    public string? Name { get; init; }

    /// <summary>Kinds of batteries it may be, for people; null if nothing tells.</summary>
    public string? Guess { get; init; }

    /// <summary>Id of the protocol it answered in; null while it has not.</summary>
    public string? BmsType { get; init; }

    /// <summary>Where the values are from; null before the first.</summary>
    public ReadingOrigin? Origin { get; init; }

    /// <summary>V; null while unknown.</summary>
    public double? Voltage { get; init; }

    /// <summary>A, positive charges; null while unknown.</summary>
    public double? Current { get; init; }

    /// <summary>%; null while unknown.</summary>
    public double? SocPercent { get; init; }

    /// <summary>Current now less the first one, A; null while either is unknown.</summary>
    public double? Change { get; init; }

    /// <summary>True for the one whose current is farthest from where it began.</summary>
    public bool IsMostChanged { get; init; }

    /// <summary>Age of the values; null where there are none.</summary>
    public TimeSpan? Age { get; init; }

    /// <summary>Why there are no values, or none at present; null while all is well, or nothing is known yet.</summary>
    public string? Problem { get; init; }
}
