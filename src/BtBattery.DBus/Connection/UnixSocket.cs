using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace BtBattery.DBus;

/// <summary>A connected stream socket of the machine that never waits: what can only be done later is null, and poll(2) of its loop says when.</summary>
internal sealed partial class UnixSocket : IDisposable
{
    // Numbers of Linux, the same on x64, arm and arm64.
    private const int Family = 1;
    private const int StreamWithoutWaiting = 0x1 | 0x800 | 0x80000; // SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC
    private const int NoSignal = 0x4000;
    private const int Again = 11;
    private const int Interrupted = 4;
    private const int LongestName = 108;

    private UnixSocket(int descriptor) => Descriptor = descriptor;

    /// <summary>For poll(2); -1 once it is disposed of.</summary>
    internal int Descriptor { get; private set; }

    /// <summary>Connects at once, or not at all: on one machine nobody has to be waited for.</summary>
    /// <param name="name">A path; with a leading NUL the rest is an abstract name.</param>
    /// <exception cref="DBusConnectException">The name is too long, nobody listens there, or too many wait there already.</exception>
    internal static UnixSocket Connect(string name)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        if (bytes.Length >= LongestName) throw new DBusConnectException("the name of the socket is too long");
        bool isPath = name[0] != '\0';
        byte[] address = new byte[sizeof(ushort) + bytes.Length + (isPath ? 1 : 0)];
        if (BitConverter.IsLittleEndian) BinaryPrimitives.WriteUInt16LittleEndian(address, Family);
        else BinaryPrimitives.WriteUInt16BigEndian(address, Family);
        bytes.CopyTo(address, sizeof(ushort));
        var socket = new UnixSocket(Create(Family, StreamWithoutWaiting, 0));
        if (socket.Descriptor >= 0 && Connect(socket.Descriptor, address, (uint)address.Length) == 0) return socket;
        string reason = Reason(Marshal.GetLastPInvokeError());
        socket.Dispose();
        throw new DBusConnectException(reason);
    }

    /// <summary>Reads what is there.</summary>
    /// <returns>How many bytes, 0 = the peer has ended; null if there is nothing now.</returns>
    /// <exception cref="IOException">The connection failed.</exception>
    internal int? Receive(Span<byte> buffer) =>
        Outcome(Receive(Descriptor, ref MemoryMarshal.GetReference(buffer), (nuint)buffer.Length, 0));

    /// <summary>Writes what there is room for.</summary>
    /// <returns>How many bytes; null if there is no room now.</returns>
    /// <exception cref="IOException">The connection failed.</exception>
    internal int? Send(ReadOnlySpan<byte> bytes) =>
        Outcome(Send(Descriptor, ref MemoryMarshal.GetReference(bytes), (nuint)bytes.Length, NoSignal));

    public void Dispose()
    {
        if (Descriptor >= 0) _ = Close(Descriptor);
        Descriptor = -1;
    }

    private static int? Outcome(nint count)
    {
        if (count >= 0) return (int)count;
        int error = Marshal.GetLastPInvokeError();
        return error is Again or Interrupted ? null : throw new IOException(Reason(error));
    }

    private static string Reason(int error) => Marshal.GetPInvokeErrorMessage(error);

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int Create(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    private static partial int Connect(int descriptor, byte[] address, uint length);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    private static partial nint Receive(int descriptor, ref byte buffer, nuint length, int flags);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    private static partial nint Send(int descriptor, ref byte bytes, nuint length, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
