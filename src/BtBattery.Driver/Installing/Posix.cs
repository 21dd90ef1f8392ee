using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace BtBattery.Driver.Installing;

/// <summary>What .NET does not do: it opens no folders, moves no links that lead nowhere, and knows no owners.</summary>
internal static partial class Posix
{
    // O_RDONLY | O_CLOEXEC: the same numbers on x64, arm and arm64.
    private const int ReadOnlyCloseOnExec = 0x80000;

    /// <summary>rename(2): gives a file, link or folder a name, in place of what has it.</summary>
    /// <exception cref="IOException">It cannot be.</exception>
    public static void Rename(string from, string to)
    {
        if (MoveTo(from, to) != 0)
        {
            throw Failure(to);
        }
    }

    /// <summary>fsync(2) of a file or folder: of a folder, its list of names.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public static void Sync(string path)
    {
        int descriptor = Open(path, ReadOnlyCloseOnExec);
        if (descriptor < 0)
        {
            throw Failure(path);
        }

        int result = FlushToDisk(descriptor);
        IOException? failure = result == 0 ? null : Failure(path);
        _ = Close(descriptor);
        if (failure is not null)
        {
            throw failure;
        }
    }

    /// <summary>Whose a file is, or what a link leads to.</summary>
    /// <returns>Numbers of user and group; null if there is nothing, or nothing that this process may look at.</returns>
    public static (uint User, uint Group)? OwnerOf(string path)
    {
        // statx(2): its structure is the same on all machines, unlike that of stat(2); user and group are its bytes 20 to 27. By number, since glibc 2.27 has no name for it.
        const int length = 256;
        const int user = 20;
        const int group = 24;
        const int currentFolder = -100;
        const int wanted = 0x18;
        byte[] status = new byte[length];
        nint call = RuntimeInformation.ProcessArchitecture switch { Architecture.X64 => 332, Architecture.Arm => 397, _ => 291 };
        return Statx(call, currentFolder, path, 0, wanted, status) == 0 ? (Word(user), Word(group)) : null;

        uint Word(int at) => BitConverter.ToUInt32(status, at);
    }

    /// <summary>fchown(2): gives an open file to a user and a group.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">What it is called, for what went wrong.</param>
    /// <param name="owner">Numbers of user and group.</param>
    /// <exception cref="IOException">This process may not.</exception>
    public static void SetOwner(SafeFileHandle file, string path, (uint User, uint Group) owner)
    {
        if (ChangeOwner(file, owner.User, owner.Group) != 0)
        {
            throw new IOException($"{path} cannot get the owner of the file that it is to replace: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
    }

    private static IOException Failure(string path) => new($"{path} cannot be written to disk: {Marshal.GetLastPInvokeErrorMessage()}.");

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MoveTo(string from, string to);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FlushToDisk(int descriptor);

    [LibraryImport("libc", EntryPoint = "fchown", SetLastError = true)]
    private static partial int ChangeOwner(SafeFileHandle file, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "syscall", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Statx(nint number, nint folder, string path, nint flags, nint mask, [Out] byte[] status);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
