using BtBattery.Driver.Installing.Reference;

namespace BtBattery.Driver.Installing;

/// <summary>What an uninstall needs to know of the machine as it was before, kept in installed.json. Null is "nothing to undo".</summary>
internal sealed record InstalledFacts
{
    /// <summary>Folders that were not there, as paths of the machine: they go at the end, if nobody else has put anything there.</summary>
    public IReadOnlyList<string> NewFolders { get; init; } = [];

    /// <summary>GX: what /data/rc.local was like.</summary>
    public HookBefore? StartHook { get; init; }

    /// <summary>Debian: whether the user that the driver is was made for it.</summary>
    public bool? IsUserOurs { get; init; }

    /// <summary>The driver that was replaced.</summary>
    public ReferenceRecord? Reference { get; init; }
}
