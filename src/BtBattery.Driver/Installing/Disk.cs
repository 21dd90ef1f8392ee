using System.Text;

namespace BtBattery.Driver.Installing;

/// <summary>
/// Everything that the installer changes on the disk, in steps after each of which the power may fail: a file or link is the old one or the new one, and is on the disk before whatever is
/// done next. Nothing here tidies up after a failure; doing the same again does.
/// </summary>
/// <param name="announce">Told each step before it happens; what it throws ends the work there.</param>
internal sealed class Disk(Action<DiskStep>? announce = null)
{
    /// <summary>Ends the names of files that are not finished.</summary>
    public const string Unfinished = ".btbattery.new";

    /// <summary>The name of a link before it takes the place of another: with a dot, so that svscan takes it for no service.</summary>
    public static string UnfinishedLink(string path) => Path.Join(Path.GetDirectoryName(path), $".{Path.GetFileName(path)}{Unfinished}");

    /// <summary>What may be read by everybody: rw-r--r--.</summary>
    public const UnixFileMode Plain = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>What may be run by everybody: rwxr-xr-x.</summary>
    public const UnixFileMode Executable = Plain | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>True if there is anything at that path, be it a link that leads nowhere.</summary>
    public static bool IsThere(string path) => File.Exists(path) || Directory.Exists(path) || IsLink(path);

    /// <summary>Makes a folder and those above it that are missing.</summary>
    /// <returns>True if it was not there.</returns>
    public bool MakeFolder(string path)
    {
        if (Directory.Exists(path))
        {
            return false;
        }

        string above = Path.GetDirectoryName(path)!;
        MakeFolder(above);
        Announce(DiskAct.MakeFolder, path);
        Directory.CreateDirectory(path);

        // Whatever umask the owner has: the service need not run under his name.
        File.SetUnixFileMode(path, Executable);
        SyncFolder(above);
        return true;
    }

    /// <summary>Writes a text, UTF-8, into a folder that is there. A file that is replaced keeps its owner and group.</summary>
    /// <param name="path">The file, which may be there already.</param>
    /// <param name="text">All of it.</param>
    /// <param name="mode">Its mode; null for that of the file it replaces, or <see cref="Plain"/>.</param>
    /// <returns>False if it was so already, and nothing was changed.</returns>
    public bool Write(string path, string text, UnixFileMode? mode = null) => Write(path, new UTF8Encoding(false).GetBytes(text), mode);

    /// <summary>Writes bytes.</summary>
    public bool Write(string path, byte[] content, UnixFileMode? mode = null)
    {
        UnixFileMode? before = File.Exists(path) ? File.GetUnixFileMode(path) : null;
        UnixFileMode after = mode ?? before ?? Plain;
        if (before is not null && !IsLink(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content))
        {
            return SetMode(path, after);
        }

        using var source = new MemoryStream(content);
        Put(source, path, after);
        return true;
    }

    /// <summary>Copies a file with its mode.</summary>
    /// <returns>False if it was so already, and nothing was changed.</returns>
    public bool Copy(string source, string path)
    {
        UnixFileMode mode = File.GetUnixFileMode(source);
        if (File.Exists(path) && !IsLink(path) && AreEqual(source, path))
        {
            return SetMode(path, mode);
        }

        using FileStream content = File.OpenRead(source);
        Put(content, path, mode);
        return true;
    }

    /// <summary>Makes a link, in place of the one that may be there.</summary>
    /// <param name="path">The link.</param>
    /// <param name="target">What it leads to, written as it is given.</param>
    /// <returns>False if it was so already.</returns>
    public bool Link(string path, string target)
    {
        if (new FileInfo(path).LinkTarget == target)
        {
            return false;
        }

        // A link is whole from the start: another name first is only for taking the place of one.
        string made = IsThere(path) ? UnfinishedLink(path) : path;
        DeleteFile(UnfinishedLink(path));
        Announce(DiskAct.MakeLink, made);
        File.CreateSymbolicLink(made, target);
        if (made == path)
        {
            SyncFolder(Path.GetDirectoryName(path)!);
        }
        else
        {
            Rename(made, path);
        }

        return true;
    }

    /// <summary>Gives a file, link or folder another name; a file or link that has it already is replaced.</summary>
    public void Rename(string from, string to)
    {
        Announce(DiskAct.Rename, to);
        Posix.Rename(from, to);
        SyncFolder(Path.GetDirectoryName(to)!);
    }

    /// <summary>Sets the mode of a file.</summary>
    /// <returns>False if it was so already.</returns>
    public bool SetMode(string path, UnixFileMode mode)
    {
        if (File.GetUnixFileMode(path) == mode)
        {
            return false;
        }

        Announce(DiskAct.SetMode, path);
        File.SetUnixFileMode(path, mode);
        SyncFile(path);
        return true;
    }

    /// <summary>Deletes a file or link.</summary>
    /// <returns>False if there was none.</returns>
    public bool DeleteFile(string path)
    {
        if (!IsThere(path))
        {
            return false;
        }

        Announce(DiskAct.DeleteFile, path);
        File.Delete(path);
        SyncFolder(Path.GetDirectoryName(path)!);
        return true;
    }

    /// <summary>Deletes a folder with all that is in it; of a link, be it in it or the folder itself, the link and nothing that it leads to.</summary>
    /// <returns>False if there was none.</returns>
    public bool DeleteFolder(string path)
    {
        if (IsLink(path))
        {
            return DeleteFile(path);
        }

        if (!Directory.Exists(path))
        {
            return false;
        }

        Empty(path);
        SyncFolder(Path.GetDirectoryName(path)!);
        return true;
    }

    /// <summary>Deletes a folder in which nothing is left.</summary>
    /// <returns>False if there is none, or something is in it.</returns>
    public bool DeleteEmptyFolder(string path)
    {
        if (IsLink(path) || !Directory.Exists(path) || Directory.EnumerateFileSystemEntries(path).Any())
        {
            return false;
        }

        return DeleteFolder(path);
    }

    /// <summary>Gets a folder with all that is in it onto the disk, which others have filled.</summary>
    public void SyncTree(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder).Where(file => !IsLink(file)).Order(StringComparer.Ordinal))
        {
            SyncFile(file);
        }

        foreach (string below in Directory.EnumerateDirectories(folder).Where(below => !IsLink(below)).Order(StringComparer.Ordinal))
        {
            SyncTree(below);
        }

        SyncFolder(folder);
    }

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    private static bool AreEqual(string one, string other)
    {
        using FileStream left = File.OpenRead(one);
        using FileStream right = File.OpenRead(other);
        if (left.Length != right.Length)
        {
            return false;
        }

        byte[] first = new byte[65536];
        byte[] second = new byte[first.Length];
        while (left.ReadAtLeast(first, first.Length, throwOnEndOfStream: false) is > 0 and int count)
        {
            right.ReadExactly(second, 0, count);
            if (!first.AsSpan(0, count).SequenceEqual(second.AsSpan(0, count)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The names of what is deleted need not be on the disk one by one: what a cut leaves of a folder that goes is deleted the next time.</summary>
    private void Empty(string folder)
    {
        foreach (string entry in Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal))
        {
            if (Directory.Exists(entry) && !IsLink(entry))
            {
                Empty(entry);
            }
            else
            {
                Announce(DiskAct.DeleteFile, entry);
                File.Delete(entry);
            }
        }

        Announce(DiskAct.DeleteFolder, folder);
        Directory.Delete(folder);
    }

    private void Put(Stream source, string path, UnixFileMode mode)
    {
        string unfinished = path + Unfinished;
        DeleteFile(unfinished);
        Announce(DiskAct.CreateFile, unfinished);

        // Never what somebody else has put there meanwhile: a folder may be that of the service's user. Until it is whole it is for nobody else to read.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        using (var file = new FileStream(unfinished, options))
        {
            long half = source.Length / 2;
            Announce(DiskAct.WriteHalf, unfinished);
            Copy(source, file, half);
            file.Flush();
            Announce(DiskAct.WriteRest, unfinished);
            Copy(source, file, source.Length - half);
            file.Flush();
            if (Posix.OwnerOf(path) is { } owner && owner != Posix.OwnerOf(unfinished))
            {
                Announce(DiskAct.SetOwner, unfinished);
                Posix.SetOwner(file.SafeFileHandle, unfinished, owner);
            }

            Announce(DiskAct.SetMode, unfinished);
            File.SetUnixFileMode(file.SafeFileHandle, mode);
            Announce(DiskAct.SyncFile, unfinished);
            file.Flush(flushToDisk: true);
        }

        Rename(unfinished, path);
    }

    private static void Copy(Stream source, Stream target, long count)
    {
        byte[] buffer = new byte[65536];
        while (count > 0)
        {
            int read = source.Read(buffer, 0, (int)Math.Min(count, buffer.Length));
            if (read == 0)
            {
                throw new EndOfStreamException("A file became shorter while it was copied.");
            }

            target.Write(buffer, 0, read);
            count -= read;
        }
    }

    private void SyncFile(string path)
    {
        Announce(DiskAct.SyncFile, path);
        Posix.Sync(path);
    }

    private void SyncFolder(string folder)
    {
        Announce(DiskAct.SyncFolder, folder);
        Posix.Sync(folder);
    }

    private void Announce(DiskAct act, string path) => announce?.Invoke(new DiskStep(act, path));
}
