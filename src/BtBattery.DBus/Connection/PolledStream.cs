using System.Runtime.InteropServices;

namespace BtBattery.DBus;

/// <summary>A socket that its loop reads and writes: see <see cref="IPollLoop"/>. All of it belongs to the thread of the loop.</summary>
internal sealed class PolledStream : AsyncStream
{
    private readonly UnixSocket _socket;
    private readonly IPollLoop _loop;
    private readonly PolledTransfer _reading;
    private readonly PolledTransfer _writing;
    private bool _isDisposed;

    /// <param name="socket">A connected one, from now on the stream's.</param>
    /// <param name="loop">The loop that this is called in.</param>
    internal PolledStream(UnixSocket socket, IPollLoop loop)
    {
        (_socket, _loop) = (socket, loop);
        _reading = new PolledTransfer(buffer => socket.Receive(buffer.Span));
        _writing = new PolledTransfer(bytes => socket.Send(bytes.Span));
        loop.Add(this);
    }

    /// <summary>True while somebody waits for bytes.</summary>
    internal bool IsReading => _reading.IsWaiting;

    /// <summary>True while somebody waits for room.</summary>
    internal bool IsWriting => _writing.IsWaiting;

    /// <summary>For poll(2).</summary>
    internal int Descriptor => _socket.Descriptor;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return _reading.Begin(buffer, cancellationToken);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (buffer.Length > 0)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            int sent = _socket.Send(buffer.Span) ?? await _writing.Begin(MemoryMarshal.AsMemory(buffer), cancellationToken);
            buffer = buffer[sent..];
        }
    }

    /// <summary>The loop has seen that something can go on.</summary>
    internal void GoOn(bool canRead, bool canWrite)
    {
        if (canRead) _reading.GoOn();
        if (canWrite) _writing.GoOn();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            _loop.Remove(this);
            _socket.Dispose();
            _reading.Fail(new ObjectDisposedException(nameof(PolledStream)));
            _writing.Fail(new ObjectDisposedException(nameof(PolledStream)));
        }

        base.Dispose(disposing);
    }
}
