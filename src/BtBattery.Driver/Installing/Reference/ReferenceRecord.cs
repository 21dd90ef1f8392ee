namespace BtBattery.Driver.Installing.Reference;

/// <summary>What was changed of an installed dbus-btbattery, so that it can be put back; written before the first change. Paths are those of the machine.</summary>
internal sealed record ReferenceRecord
{
    /// <summary>What svscan calls it.</summary>
    public string Name { get; init; } = "";

    /// <summary>Folders that get a file that keeps it down, and had none.</summary>
    public IReadOnlyList<string> KeptDown { get; init; } = [];

    /// <summary>True if its log has a folder or link, which gets another name.</summary>
    public bool HasLog { get; init; }
}
