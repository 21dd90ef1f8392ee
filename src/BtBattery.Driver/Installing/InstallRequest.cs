using BtBattery.Driver.Installing.Reference;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Installing;

/// <summary>What is to be installed.</summary>
/// <param name="Version">The unpacked archive.</param>
internal sealed record InstallRequest(UnpackedVersion Version)
{
    /// <summary>The owner's new file; null for the one that is there.</summary>
    public byte[]? Configuration { get; init; }

    /// <summary>The batteries that it is about.</summary>
    public IReadOnlyList<BatteryAddress> Batteries { get; init; } = [];

    /// <summary>The driver that it replaces; null for none.</summary>
    public Migration? Migration { get; init; }
}
