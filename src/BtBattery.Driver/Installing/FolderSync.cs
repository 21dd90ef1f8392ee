using System.Runtime.InteropServices;

namespace BtBattery.Driver.Installing;

/// <summary>Gets a folder's list of names onto the disk: .NET opens no folders.</summary>
internal static partial class FolderSync
{
    // O_RDONLY | O_CLOEXEC: the same numbers on x64, arm and arm64.
    private const int ReadOnlyCloseOnExec = 0x80000;

    /// <summary>fsync(2) of a folder.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public static void Sync(string folder)
    {
        int descriptor = Open(folder, ReadOnlyCloseOnExec);
        if (descriptor < 0)
        {
            throw Failure(folder);
        }

        int result = FlushToDisk(descriptor);
        IOException? failure = result == 0 ? null : Failure(folder);
        _ = Close(descriptor);
        if (failure is not null)
        {
            throw failure;
        }
    }

    private static IOException Failure(string folder) => new($"{folder} cannot be written to disk: {Marshal.GetLastPInvokeErrorMessage()}.");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FlushToDisk(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
