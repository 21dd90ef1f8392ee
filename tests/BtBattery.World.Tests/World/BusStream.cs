using BtBattery.DBus;

namespace BtBattery.World.Tests;

/// <summary>The client's end of a connection with a <see cref="MemoryBus"/>: everything happens on the thread of the world.</summary>
internal sealed class BusStream : AsyncStream
{
    /// <summary>What dbus-daemon lets wait for one connection is of this order.</summary>
    private const int MaxWaiting = 16 * 1024 * 1024;

    private byte[] _waiting = new byte[4096];
    private int _start;
    private int _end;
    private bool _hasEnded;
    private TaskCompletionSource? _reader;

    /// <summary>The bus's end; set before anything is written.</summary>
    public BusPeer? Peer { get; set; }

    /// <summary>Gives the client something to read.</summary>
    /// <returns>False if too much waits already.</returns>
    public bool TryAdd(ReadOnlySpan<byte> bytes)
    {
        int waiting = _end - _start;
        if (waiting + bytes.Length > MaxWaiting)
        {
            return false;
        }

        if (_end + bytes.Length > _waiting.Length)
        {
            byte[] target = waiting + bytes.Length > _waiting.Length / 2 ? new byte[2 * (waiting + bytes.Length)] : _waiting;
            _waiting.AsSpan(_start, waiting).CopyTo(target);
            (_waiting, _start, _end) = (target, 0, waiting);
        }

        bytes.CopyTo(_waiting.AsSpan(_end));
        _end += bytes.Length;
        Wake();
        return true;
    }

    /// <summary>The bus has ended the connection: what waits can still be read.</summary>
    public void End()
    {
        _hasEnded = true;
        Wake();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (_start == _end && !_hasEnded)
        {
            _reader = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using (cancellationToken.UnsafeRegister(static stream => ((BusStream)stream!).Wake(), this))
            {
                await _reader.Task;
            }

            cancellationToken.ThrowIfCancellationRequested();
        }

        int count = Math.Min(_end - _start, buffer.Length);
        _waiting.AsSpan(_start, count).CopyTo(buffer.Span);
        _start += count;
        return count;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_hasEnded)
        {
            throw new IOException("The other end of the stream is closed.");
        }

        Peer!.Receive(buffer.Span);
        return ValueTask.CompletedTask;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Peer?.Close();
        }

        base.Dispose(disposing);
    }

    private void Wake()
    {
        _reader?.TrySetResult();
        _reader = null;
    }
}
