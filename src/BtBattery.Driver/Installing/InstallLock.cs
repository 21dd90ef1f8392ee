namespace BtBattery.Driver.Installing;

/// <summary>
/// Held while an installation is changed, so that two do not do so at once: by this program, and by the start hook (<c>flock</c>), which clears up what a power cut left. In memory: it is
/// no change of the disk.
/// </summary>
internal sealed class InstallLock : IDisposable
{
    // EAGAIN: what .NET passes on when flock(2) says that somebody has it.
    private const int Taken = 11;

    private readonly FileStream _file;

    private InstallLock(FileStream file) => _file = file;

    /// <summary>Takes it.</summary>
    /// <exception cref="RefusalException">Somebody else has it.</exception>
    public static InstallLock Take(Places places)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(places.Lock)!);
        try
        {
            return new InstallLock(new FileStream(places.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (exception.HResult == Taken)
        {
            throw new RefusalException("Another installation is going on. Wait until it is done.");
        }
    }

    /// <summary>Takes the file away as well: the last thing of an uninstallation.</summary>
    public void Delete() => File.Delete(_file.Name);

    public void Dispose() => _file.Dispose();
}
