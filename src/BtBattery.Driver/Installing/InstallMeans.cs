namespace BtBattery.Driver.Installing;

/// <summary>What an installation is changed with.</summary>
/// <param name="Places">Where everything lies.</param>
/// <param name="Disk">Changes it.</param>
/// <param name="Commands">Runs programs of the machine.</param>
/// <param name="Host">Starts the program.</param>
/// <param name="Tell">Told what was done, a sentence each.</param>
/// <param name="TimeProvider">The clock of deadlines.</param>
internal sealed record InstallMeans(Places Places, Disk Disk, ICommands Commands, IServiceHost Host, Action<string> Tell, TimeProvider TimeProvider)
{
    /// <summary>Bytes that are free where a folder is, for this user.</summary>
    public Func<string, long> FreeBytes { get; init; } = folder => new DriveInfo(folder).AvailableFreeSpace;

    /// <summary>True if this process may change the machine.</summary>
    public Func<bool> IsRoot { get; init; } = () => Environment.IsPrivilegedProcess;

    /// <summary>The versions.</summary>
    public Slots Slots { get; } = new(Places, Disk);

    /// <summary>Refuses to anybody but root to change the machine itself.</summary>
    /// <param name="command">Name of the command.</param>
    public void DemandRoot(string command)
    {
        if (Places.IsMachine && !IsRoot())
        {
            throw new RefusalException($"'btbattery {command}' changes the machine: run it as root (sudo).");
        }
    }
}
