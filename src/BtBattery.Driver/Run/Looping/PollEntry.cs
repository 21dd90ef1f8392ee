using System.ComponentModel;
using System.Runtime.InteropServices;

namespace BtBattery.Driver.Run.Looping;

/// <summary>One file descriptor of poll(2), laid out as struct pollfd.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly partial struct PollEntry
{
    // The same numbers on x64, arm and arm64.
    private const short In = 0x001;
    private const short Out = 0x004;
    private const short Failed = 0x008;
    private const short HungUp = 0x010;
    private const short Invalid = 0x020;
    private const int Interrupted = 4;

    private readonly int _descriptor;
    private readonly short _wanted;
    private readonly short _seen;

    /// <param name="descriptor">What to look at.</param>
    /// <param name="isReading">Whether somebody waits for bytes.</param>
    /// <param name="isWriting">Whether somebody waits for room. If neither, it is not looked at: one that has ended would else be seen at every moment.</param>
    public PollEntry(int descriptor, bool isReading, bool isWriting)
    {
        _descriptor = isReading || isWriting ? descriptor : -1;
        _wanted = (short)((isReading ? In : 0) | (isWriting ? Out : 0));
        _seen = 0;
    }

    /// <summary>True if reading would give something, or tell what is wrong.</summary>
    public bool CanRead => (_seen & (In | Failed | HungUp | Invalid)) != 0;

    /// <summary>True if writing would go on, or tell what is wrong.</summary>
    public bool CanWrite => (_seen & (Out | Failed | HungUp | Invalid)) != 0;

    /// <summary>Waits until one of them is ready, or the time is over, or a signal came.</summary>
    /// <param name="entries">At least one.</param>
    /// <param name="milliseconds">How long at most; -1 = for ever.</param>
    /// <returns>True if one is ready.</returns>
    /// <exception cref="Win32Exception">It cannot be waited for.</exception>
    public static bool Poll(Span<PollEntry> entries, int milliseconds)
    {
        int ready = Poll(ref MemoryMarshal.GetReference(entries), (nuint)entries.Length, milliseconds);
        int error = ready < 0 ? Marshal.GetLastPInvokeError() : 0;
        return ready >= 0 || error == Interrupted ? ready > 0 : throw new Win32Exception(error);
    }

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(ref PollEntry first, nuint count, int milliseconds);
}
