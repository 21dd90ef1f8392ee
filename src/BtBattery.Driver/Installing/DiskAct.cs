namespace BtBattery.Driver.Installing;

/// <summary>The kinds of single changes that an installation is made of.</summary>
internal enum DiskAct
{
    /// <summary>A folder is made.</summary>
    MakeFolder,

    /// <summary>A file is begun under a temporary name.</summary>
    CreateFile,

    /// <summary>The first half of its content is written; a cut after it leaves a torn file.</summary>
    WriteHalf,

    /// <summary>The rest is written.</summary>
    WriteRest,

    /// <summary>A file gets the owner and group of the one that it replaces.</summary>
    SetOwner,

    /// <summary>A file gets its mode.</summary>
    SetMode,

    /// <summary>A file's content gets onto the disk.</summary>
    SyncFile,

    /// <summary>A folder's list of names gets onto the disk.</summary>
    SyncFolder,

    /// <summary>A link is made, under a temporary name if it takes the place of another.</summary>
    MakeLink,

    /// <summary>A file, link or folder gets its name, in place of what had it.</summary>
    Rename,

    /// <summary>A file or link is deleted.</summary>
    DeleteFile,

    /// <summary>An empty folder is deleted.</summary>
    DeleteFolder,
}
