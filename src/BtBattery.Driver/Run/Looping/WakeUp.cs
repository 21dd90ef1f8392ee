using System.ComponentModel;
using System.Runtime.InteropServices;

namespace BtBattery.Driver.Run.Looping;

/// <summary>Ends a poll(2) from another thread: eventfd(2). Lives as long as the process.</summary>
internal sealed partial class WakeUp
{
    // EFD_NONBLOCK | EFD_CLOEXEC: the same numbers on x64, arm and arm64.
    private const int Flags = 0x800 | 0x80000;

    public WakeUp()
    {
        Descriptor = Create(0, Flags);
        if (Descriptor < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>Readable from <see cref="Set"/> to <see cref="Clear"/>.</summary>
    public int Descriptor { get; }

    /// <summary>Any thread may call. Where it fails it is set already.</summary>
    public void Set()
    {
        ulong one = 1;
        _ = Write(Descriptor, ref one, sizeof(ulong));
    }

    public void Clear()
    {
        ulong count = 0;
        _ = Read(Descriptor, ref count, sizeof(ulong));
    }

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial int Create(uint count, int flags);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(int descriptor, ref ulong value, nuint length);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(int descriptor, ref ulong value, nuint length);
}
