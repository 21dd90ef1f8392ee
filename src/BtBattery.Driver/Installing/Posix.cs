using System.Runtime.InteropServices;

namespace BtBattery.Driver.Installing;

/// <summary>What .NET does not do: it opens no folders, and moves no links that lead nowhere.</summary>
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

    private static IOException Failure(string path) => new($"{path} cannot be written to disk: {Marshal.GetLastPInvokeErrorMessage()}.");

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MoveTo(string from, string to);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FlushToDisk(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
